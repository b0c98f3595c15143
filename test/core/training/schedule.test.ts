import fc from "fast-check";
import { createEmptyCard, fsrs, Rating, type Card } from "ts-fsrs";
import { describe, expect, it } from "vitest";
import { endOfDayInVietnam } from "../../../src/core/training/reviews.js";
import { remember, type ItemMemory } from "../../../src/core/training/schedule.js";

const start = new Date("2026-11-27T02:00:00Z").getTime();
const day = 86_400_000;

describe("remember", () => {
  it("schedules as ts-fsrs does, for any history of answers, also read back from columns", () => {
    const reference = fsrs({ enable_fuzz: false, enable_short_term: false });
    const history = fc.array(fc.record({ isRight: fc.boolean(), daysLater: fc.double({ min: 0, max: 90, noNaN: true }) }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(history, (answers) => {
        let at = start;
        let card = undefined as Card | undefined;
        let memory = undefined as ItemMemory | undefined;
        for (const { isRight, daysLater } of answers) {
          at += Math.round(daysLater * day);
          const now = new Date(at);
          card = reference.next(card ?? createEmptyCard(now), now, isRight ? Rating.Good : Rating.Again).card;
          memory = structuredClone(remember(memory, isRight, now));
        }
        const { due, stability, difficulty, scheduled_days: scheduledDays, reps, lapses, state, last_review: lastReview } = (card ?? createEmptyCard()) as Card;
        expect(memory).toEqual({ due, stability, difficulty, scheduledDays, reps, lapses, state, lastReview });
      }),
    );
  });

  it("gives a right answer more days each time, and a wrong one few", () => {
    let memory: ItemMemory | undefined;
    const days: number[] = [];
    for (let at = start; days.length < 4; at = memory.due.getTime()) {
      memory = remember(memory, true, new Date(at));
      days.push(memory.scheduledDays);
    }
    expect(days).toEqual(days.toSorted((a, b) => a - b));
    expect(days[0]).toBeGreaterThan(0);
    expect(remember(memory, false, memory?.due ?? new Date(start)).scheduledDays).toBeLessThan(days[2] ?? 0);
  });
});

describe("endOfDayInVietnam", () => {
  it.each([
    ["2026-11-27T02:00:00Z", "2026-11-27T17:00:00.000Z"],
    ["2026-11-27T16:59:59.999Z", "2026-11-27T17:00:00.000Z"],
    ["2026-11-27T17:00:00Z", "2026-11-28T17:00:00.000Z"],
    ["2026-12-31T23:30:00Z", "2027-01-01T17:00:00.000Z"],
  ])("of %s is %s", (now, end) => {
    expect(endOfDayInVietnam(new Date(now)).toISOString()).toBe(end);
  });
});
