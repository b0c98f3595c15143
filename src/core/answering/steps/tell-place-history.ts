import type { Place } from "../../places/load-places.js";
import { readPlaceQuestion, type PlaceQuestion } from "../../places/place-question.js";
import { fold } from "../../text/fold.js";
import { say } from "../../wording/answers.js";
import type { Citation } from "../answer.js";
import type { Step } from "../pipeline.js";
import { reply } from "../reply.js";
import type { Tools } from "../tools.js";

/** A name that more places bore is one that has to be told apart. */
const mostPlaces = 5;

/** "Xã Tú Sơn giờ thuộc xã nào", "huyện Kim Bôi cũ gồm những xã nào": answers from the list of what communes and districts were merged into. */
export const tellPlaceHistory: Step = (context, tools) => {
  const question = readPlaceQuestion(context.masked, tools.placeFinder);
  if (question === undefined) return undefined;
  const told = tell(question, tools);
  if (told.length === 0) return undefined;
  const body = told.map(({ text }) => text).join("\n");
  const citations = told.map(({ text, sourceId }) => citationOf(text, sourceId, tools));
  if (tools.checker.check({ body, citations }).length > 0) return reply(context, "error_withheld", say.noSource);
  return { ...reply(context, "answered_register", body), citations };
};

interface Told {
  readonly text: string;
  readonly sourceId: string;
}

function tell({ found, asksWhatWas }: PlaceQuestion, { placeHistory }: Tools): Told[] {
  const { name, places, isDistrict, isPresentName } = found;
  if (isDistrict) {
    const districts = placeHistory.districtsCalled(name);
    if (districts.length > 0) return districts.map((district) => ({ text: placeHistory.textOfDistrict(district), sourceId: `district/${district}` }));
  }
  if (places.length > mostPlaces) return [];
  const today = places.filter((place) => isPresentName && sameName(place.name, name));
  if (asksWhatWas && today.length > 0) return today.map((place) => told(placeHistory.linesOfPlace(place).madeOf, place));
  return places.flatMap((place) => {
    const { becameOf, madeOf } = placeHistory.linesOfPlace(place);
    const became = [...becameOf].filter(([former]) => sameName(withoutRank(former), name)).map(([, text]) => told(text, place));
    return became.length > 0 ? became : [told(madeOf, place)];
  });
}

function told(text: string, { code }: Place): Told {
  return { text, sourceId: `place/${code}` };
}

function withoutRank(name: string): string {
  return name.replace(/^(?:xã|phường|thị trấn) /u, "");
}

function sameName(one: string, other: string): boolean {
  return fold(one.toLowerCase()) === fold(other.toLowerCase());
}

function citationOf(text: string, sourceId: string, { placesSource: { title, url, issued } }: Tools): Citation {
  return { documentId: sourceId, title, section: "", quote: text, quoteKind: "summary", url, issued };
}
