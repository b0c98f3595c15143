import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { readAloud } from "../speech/read-aloud.js";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";

/** Reads an answer in the voice of the device; pressed again, it stops. */
export function ReadAloudButton({ text, voice }: { text: string; voice: SpeechSynthesisVoice }): JSX.Element {
  const [isReading, setIsReading] = useState(false);
  const stop = useRef<() => void>(() => undefined);

  useEffect(() => () => stop.current(), []);

  function toggle(): void {
    if (isReading) return stop.current();
    stop.current = readAloud(text, voice, () => setIsReading(false));
    setIsReading(true);
  }

  return (
    <button type="button" class="quiet-button" onClick={toggle}>
      <Icon name={isReading ? "stop" : "speaker"} />
      {isReading ? wording.stopReading : wording.readAloud}
    </button>
  );
}
