import type { Service } from "../../knowledge/schema.js";
import { fold } from "../../text/fold.js";
import { normalise } from "../../text/normalise.js";
import { areaNames } from "../../wording/areas.js";
import { bot } from "../../wording/bot.js";
import { chosenFrom } from "../chosen-from.js";
import type { Choice, Context } from "../context.js";
import type { Step } from "../pipeline.js";
import { showMenu } from "../reply.js";

/** Services that stand under one name in the menu. */
interface Area {
  readonly name: string;
  readonly services: readonly Service[];
}

/** "Dịch vụ công có những gì": the areas; and for an area that is chosen there, its services. */
export const recogniseServiceMenu: Step = (context, { reactions, library }) => {
  const { tokens, typed } = context.reading;
  const areas = areasOf(library.services);
  if (reactions.isOnly("services", tokens) || reactions.isOnly("services", typed)) {
    return showMenu(context, "command_services", bot.services(library.services.length), areas.map(areaChoice));
  }
  const chosen = chosenArea(areas, context);
  if (chosen === undefined) return undefined;
  return showMenu(context, "command_services", bot.servicesOf(chosen.name), chosen.services.map(serviceChoice));
};

function areasOf(services: readonly Service[]): Area[] {
  return Object.entries(areaNames).map(([area, name]) => ({ name, services: services.filter((service) => service.area === area) }));
}

/** By a button of a menu, however old; and right after the menu also by a number or a part of the name. An area of one service is that service. */
function chosenArea(areas: readonly Area[], { memory, masked }: Context): Area | undefined {
  const withSeveral = areas.filter(({ services }) => services.length > 1);
  const said = chosenFrom(memory.offered, masked)?.label ?? masked;
  const isMenuOpen = memory.offered.some(({ label }) => withSeveral.some(({ name }) => name === label));
  return (
    withSeveral.find(({ name }) => isSame(name, said)) ??
    (isMenuOpen ? withSeveral.find(({ name }) => name.split(", ").some((part) => isSame(part, said))) : undefined)
  );
}

function areaChoice({ name, services: [first, ...others] }: Area): Choice {
  return first !== undefined && others.length === 0 ? { ...serviceChoice(first), label: name } : { label: name, question: name };
}

function serviceChoice({ id, name, everyday }: Service): Choice {
  return { label: everyday.charAt(0).toUpperCase() + everyday.slice(1), question: name, unitId: `service/${id}` };
}

function isSame(one: string, other: string): boolean {
  return fold(normalise(one)) === fold(normalise(other));
}
