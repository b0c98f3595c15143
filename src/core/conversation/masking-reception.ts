import type { Inbound, Reception } from "../../activity/reception.js";
import { maskPersonalData } from "../text/personal-data.js";

/** The door of the core: takes personal data out of what a person wrote before it is stored anywhere. */
export function maskingReception(store: Reception): Reception {
  return {
    open: (conversation) => store.open(conversation),
    receive: (inbound) => store.receive(masked(inbound)),
  };
}

function masked(inbound: Inbound): Inbound {
  const { activity } = inbound;
  if (activity.text === undefined) return inbound;
  return { ...inbound, activity: { ...activity, text: maskPersonalData(activity.text).masked } };
}
