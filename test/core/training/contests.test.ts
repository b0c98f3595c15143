import { beforeEach, describe, expect, it } from "vitest";
import { contestWording as wording } from "../../../src/core/wording/contest.js";
import { trainingWording } from "../../../src/core/wording/training.js";
import { MemoryLearners, Pupil } from "../../support/memory-learners.js";
import { catalogWith, testContest } from "../../support/test-courses.js";

const minute = 60_000;
const week = 7 * 86_400_000;
const catalog = catalogWith(testContest);
let pupil: Pupil;
beforeEach(() => (pupil = new Pupil(new MemoryLearners(), "test-1", { catalog })));

const another = (conversationId: string): Pupil => new Pupil(pupil.store, conversationId, { catalog });

async function start(who = pupil, guess = "2"): Promise<void> {
  await who.say("/cuocthi");
  await who.say(wording.enter);
  await who.say(guess);
  await who.say(wording.start);
}

/** A try with so many wrong answers, taking so many seconds. */
async function take(who: Pupil, wrong: number, seconds = 60, guess = "2"): Promise<string> {
  await start(who, guess);
  who.now = new Date(who.now.getTime() + seconds * 1000);
  return who.answerAll((place) => place > wrong);
}

async function name(who: Pupil, called: string, office: string, isPublic = true): Promise<void> {
  await who.say(called);
  await who.say(office);
  await who.say(isPublic ? wording.agree : wording.disagree);
}

describe("who asks for a contest", () => {
  it.each(["cuộc thi", "cuoc thi", "thi tìm hiểu", "/cuocthi", "Cuộc thi tìm hiểu nghị quyết"])("by “%s” sees the one that is on", async (message) => {
    const said = await pupil.say(message);
    expect(said).toContain("Cuộc thi thử\nCuộc thi dùng để kiểm thử.");
    expect(said).toContain("Vòng 1/2, đến hết ngày 29/11/2026.");
    expect(said).toContain("https://test/cuoc-thi/cuoc-thi-thu");
    expect(pupil.buttons).toEqual([wording.enter, wording.rules, wording.people, wording.offices]);
  });

  it("is told honestly that there is none, and leaves nothing behind", async () => {
    pupil = new Pupil();
    expect(await pupil.say("cuộc thi")).toBe(wording.none);
    expect([pupil.store.learners.size, pupil.memory]).toEqual([0, undefined]);
  });

  it("is told of one that comes, and of one that is over", async () => {
    pupil.now = new Date("2026-11-22T16:59:59Z");
    expect(await pupil.say("cuộc thi")).toBe(`${wording.none}\nSắp tới: Cuộc thi thử, bắt đầu từ ngày 23/11/2026.`);
    pupil.now = new Date("2026-12-06T17:00:00Z");
    expect(await pupil.say("cuộc thi")).toContain("Kết quả Cuộc thi thử: https://test/cuoc-thi/cuoc-thi-thu");
  });

  it("chooses where there are several", async () => {
    pupil = new Pupil(new MemoryLearners(), "test-1", { catalog: catalogWith(testContest, { ...testContest, id: "hai", title: "Cuộc thi hai" }) });
    expect(await pupil.say("cuộc thi")).toBe(wording.whichContest);
    expect(await pupil.say("2")).toContain("Cuộc thi hai");
  });

  it("reads the rules, which say how ties are broken", async () => {
    await pupil.say("cuộc thi");
    const rules = await pupil.say(wording.rules);
    expect(rules).toContain("6 câu trong 6 phút");
    expect(rules).toContain(wording.ruleOfPlaces);
    expect(rules).toContain("Không hỏi người khác khi làm bài.");
  });
});

describe("a try", () => {
  it("is preceded by a guess, tells nothing before its end, then the result and the place", async () => {
    await pupil.say("cuộc thi");
    expect(await pupil.say(wording.enter)).toBe(wording.askGuess);
    expect(await pupil.say("khoảng 1.200 người")).toContain("Dự đoán: 1.200 người.");
    await pupil.say(wording.guessAgain);
    expect(await pupil.say("3")).toContain("Dự đoán: 3 người.");
    expect(await pupil.say(wording.start)).toContain("Câu 1/6");
    expect(await pupil.answer(false)).not.toMatch(/Đáp án|Đúng\./u);
    pupil.now = new Date(pupil.now.getTime() + 75_000);
    const end = await pupil.answerAll(() => true);
    expect(end).toContain("Xong lượt thi: đúng 5/6 câu trong 1 phút 15 giây.");
    expect(end).toContain("Tạm xếp hạng 1 trong 1 người.");
    expect(end).toContain("còn 1 lượt");
    expect(pupil.store.contests.tries).toMatchObject([{ guess: 3, right: 5, asked: 6, round: 1 }]);
    expect(pupil.store.memories.size).toBe(0);
  });

  it.each(["nhiều lắm", "-5", "1.000.001"])("takes “%s” for no guess", async (message) => {
    await pupil.say("cuộc thi");
    await pupil.say(wording.enter);
    await pupil.say(message);
    await pupil.say(wording.start);
    expect(pupil.store.contests.tries).toEqual([]);
  });

  it("is allowed twice a week", async () => {
    await take(pupil, 1);
    await pupil.say(wording.noName);
    await take(pupil, 0);
    await pupil.say(wording.noName);
    expect(await pupil.say("cuộc thi")).toContain(wording.triesLeft(0));
    expect(pupil.buttons).not.toContain(wording.enter);
    pupil.now = new Date(pupil.now.getTime() + week);
    expect(await pupil.say("cuộc thi")).toContain("còn 2 lượt");
  });

  it("ends with its time, and what came in time counts", async () => {
    await start();
    await pupil.answer(true);
    pupil.now = new Date(pupil.now.getTime() + 6 * minute + 1);
    const late = await pupil.answer(true);
    expect(late).toContain(trainingWording.timeOver);
    expect(late).toContain("đúng 1/6 câu trong 6 phút 0 giây");
  });

  it("counts as far as it came where nobody comes back", async () => {
    await start();
    await pupil.answer(true);
    await pupil.answer(true);
    expect(await pupil.store.contests.results(testContest, pupil.now)).toEqual([]);
    const later = new Date(pupil.now.getTime() + 6 * minute);
    expect(await pupil.store.contests.results(testContest, later)).toMatchObject([{ right: 2, asked: 6, usedSeconds: 360 }]);
  });

  it("ends with its round", async () => {
    pupil.now = new Date("2026-11-29T16:58:00Z");
    await start();
    expect(pupil.turn?.reply.text).toContain("Còn khoảng 2 phút");
    await pupil.answer(true);
    pupil.now = new Date("2026-11-29T17:00:01Z");
    expect(await pupil.answer(true)).toContain("đúng 1/6 câu trong 2 phút 0 giây");
    expect(pupil.store.contests.tries).toMatchObject([{ round: 1, finishedAt: new Date("2026-11-29T17:00:00Z") }]);
  });

  it("is not begun by a button that was pressed after the round was over", async () => {
    pupil.now = new Date("2026-12-06T16:58:00Z");
    await pupil.say("cuộc thi");
    await pupil.say(wording.enter);
    await pupil.say("2");
    pupil.now = new Date("2026-12-06T17:00:00Z");
    expect(await pupil.say(wording.start)).toBe(wording.notOpen);
    expect(pupil.store.contests.tries).toEqual([]);
  });

  it("gives no credit for a button pressed twice, for another item's, or for what is no choice", async () => {
    await start();
    await pupil.say(wording.start);
    expect(pupil.store.contests.tries).toHaveLength(1);
    const right = /^([A-C])\. Ý đúng$/mu.exec(pupil.turn?.reply.text ?? "")?.[1] ?? "";
    await pupil.say(`Câu 1: ${right}`);
    expect(await pupil.say(`Câu 1: ${right}`)).toContain(trainingWording.stale);
    for (const edited of ["Câu 99: A", "Câu 2: H", "start_try", "contest_try_marked"]) await pupil.say(edited);
    expect(pupil.store.contests.tries).toMatchObject([{ right: 1, asked: 6 }]);
    expect(pupil.store.answers).toHaveLength(1);
  });

  it("is one for two devices: the second answers nothing twice, and begins no second try", async () => {
    await pupil.say("cuộc thi");
    await pupil.say("nối máy");
    const other = another("test-2");
    await other.say("link-code");
    await start();
    await pupil.say("Câu 1: A");
    expect(await other.say("Câu 1: B")).toContain(trainingWording.stale);
    await other.say("cuộc thi");
    await other.say(wording.start);
    expect(pupil.store.contests.tries).toHaveLength(1);
    expect(pupil.store.answers).toHaveLength(1);
  });

  it("can be handed in early", async () => {
    await start();
    await pupil.answer(true);
    expect(await pupil.say("nộp bài")).toContain("đúng 1/6");
  });
});

describe("naming oneself", () => {
  it("offers the name of a certificate and the joined office, and asks for consent", async () => {
    await pupil.say("học");
    await pupil.say("unit-code");
    await take(pupil, 0);
    expect(pupil.turn?.reply.text).toContain(wording.askName);
    expect(await pupil.say("123")).toBe(trainingWording.badName);
    await pupil.say("Nguyễn Thị Hoa");
    expect(pupil.buttons).toEqual(["UBND xã Thử", wording.noOffice]);
    expect(await pupil.say("1")).toBe(wording.askConsent("Nguyễn Thị Hoa", "UBND xã Thử"));
    expect(await pupil.say(wording.agree)).toBe(wording.entered(true));
    expect([...pupil.store.contests.entries.values()]).toEqual([{ name: "Nguyễn Thị Hoa", office: { name: "UBND xã Thử", id: "office-1" }, isPublic: true }]);
    expect(pupil.turn?.changes.at(-1)).toMatchObject({ kind: "contest_entered", consentVersion: expect.any(String) as string });
  });

  it("takes an office as typed, and no address or formula for one", async () => {
    await take(pupil, 0);
    await pupil.say("Nguyễn Thị Hoa");
    for (const bad of ["=1+1", "x", "<b>a</b>", "https://a.vn"]) expect(await pupil.say(bad)).toBe(wording.badOffice);
    expect(await pupil.say("Trường THCS Số 1 (Đà Bắc)")).toContain("Đơn vị: Trường THCS Số 1 (Đà Bắc).");
  });

  it("can be left out, changed and taken back; the name is shown only to who agreed", async () => {
    await take(pupil, 0);
    await name(pupil, "Nguyễn Thị Hoa", "UBND xã Một");
    const other = another("test-2");
    await take(other, 1);
    await name(other, "Bùi Văn Kín", "UBND xã Hai", false);
    await other.say("cuộc thi");
    const people = await other.say(wording.people);
    expect(people).toContain("1. Nguyễn Thị Hoa, UBND xã Một: 6 câu, 1 phút 0 giây");
    expect(people).not.toContain("Bùi Văn Kín");
    expect(people).toContain("Tạm xếp hạng 2 trong 2 người.");
    const offices = await other.say(wording.offices);
    expect(offices).toContain("1. UBND xã Một: 6 câu, 1 người");
    expect(offices).not.toContain("UBND xã Hai");

    await pupil.say("cuộc thi");
    await pupil.say(wording.name);
    expect(await pupil.say(wording.noName)).toBe(wording.unnamed);
    await other.say("cuộc thi");
    expect(await other.say(wording.people)).toContain(wording.nobodyNamed);
  });

  it("waits while the bot answers a question in between", async () => {
    await take(pupil, 0);
    pupil.memory = pupil.memory && { ...pupil.memory, isAside: true };
    expect(await pupil.say("lệ phí khai sinh bao nhiêu")).toBe("");
    expect(await pupil.say("tiếp tục")).toBe(wording.askName);
    expect(await pupil.say("Nguyễn Thị Hoa")).toBe(wording.askOffice);
  });
});

describe("what somebody sees of themself", () => {
  it("is the best of the tries, the quicker of two that are as good, and the sum of the rounds at the end", async () => {
    await take(pupil, 1, 30);
    await pupil.say(wording.noName);
    expect(await take(pupil, 0, 90)).toContain("đúng 6 câu, 1 phút 30 giây");
    await pupil.say(wording.noName);
    pupil.now = new Date(pupil.now.getTime() + week);
    await take(pupil, 2, 45);
    await pupil.say(wording.noName);
    pupil.now = new Date(pupil.now.getTime() + week);
    await pupil.say("cuộc thi");
    expect(await pupil.say("Xem lại: Cuộc thi thử")).toContain("Kết quả cả cuộc thi của anh/chị: đúng 10 câu, 2 phút 15 giây. Xếp hạng 1 trong 1 người.");
  });

  it("is offered among what a learner can do while it is on", async () => {
    await pupil.say("cuộc thi");
    await pupil.say("học");
    expect(pupil.buttons).toContain(wording.menuChoice("Cuộc thi thử"));
  });
});
