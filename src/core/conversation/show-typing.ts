import { ActivityTypes, fromJson, type TurnContext } from "../../activity/activity.js";

/** Most answers are there sooner; then nothing flickers. */
const quickMs = 400;
/** Clients let the sign fade after a few seconds. */
const repeatMs = 3_000;

/** Shows "is typing" while `work` takes longer than a moment. */
export async function showTypingDuring<T>(context: TurnContext, work: Promise<T>): Promise<T> {
  const show = (): void => {
    // A sign that cannot be shown must not cost the answer.
    void context.sendActivity(fromJson({ type: ActivityTypes.Typing })).catch(() => undefined);
  };
  let timer = setTimeout(function again() {
    show();
    timer = setTimeout(again, repeatMs);
  }, quickMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
