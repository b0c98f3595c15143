import { beforeEach, describe, expect, it } from "vitest";
import type { Learner } from "../../../src/core/training/learner.js";
import { reviewSize } from "../../../src/core/training/reviews.js";
import { remember } from "../../../src/core/training/schedule.js";
import { trainingWording as wording } from "../../../src/core/wording/training.js";
import { Catalog } from "../../../src/core/training/catalog.js";
import { MemoryLearners, Pupil } from "../../support/memory-learners.js";
import { changedSources, plainItem, testCourses, testSources } from "../../support/test-courses.js";

const day = 86_400_000;
let pupil: Pupil;
beforeEach(() => (pupil = new Pupil()));

async function joined(): Promise<void> {
  await pupil.say("tôi muốn học");
  await pupil.say("Học tự do");
}

describe("beginning", () => {
  it.each(["/hoc", "học", "tôi muốn học", "toi muon hoc a", "Em muốn học ạ", "ôn tập", "on tap hom nay", "bai kiem tra", "làm bài kiểm tra", "khóa học"])(
    "“%s” leads into it",
    async (message) => {
      expect(await pupil.say(message)).toBe(wording.welcome);
      expect(pupil.buttons).toEqual([wording.free]);
    },
  );

  it.each([
    "tiếp",
    "thi",
    "kiểm tra",
    "tiến độ",
    "thoát",
    "học phí đại học bao nhiêu",
    "miễn giảm học phí",
    "A",
    "1",
    "thi bằng lái xe",
    "đăng ký thi tốt nghiệp",
  ])("“%s” of somebody who has not learned is a question like any other", async (message) => {
    expect(await pupil.say(message)).toBe("");
    expect(pupil.store.learners.size).toBe(0);
  });

  it("takes the code of a office, then asks where to begin", async () => {
    await pupil.say("học");
    expect(await pupil.say("XXXX-XXXX")).toBe(wording.unknownCode);
    expect(await pupil.say("unit-code")).toContain("UBND xã Thử");
    expect(pupil.buttons).toEqual([wording.placement, wording.chooseCourse]);
  });

  it("proposes by a placement test the first course of which something was missed, and schedules nothing", async () => {
    await joined();
    await pupil.say("1");
    const end = await pupil.answerAll(() => false);
    expect(end).toContain("0/10");
    expect(end).toContain("Khóa một");
    expect(pupil.store.answers).toHaveLength(10);
    expect(pupil.store.memories.size).toBe(0);
  });

  it("lets who knows all go to the exam", async () => {
    await joined();
    await pupil.say(wording.placement);
    expect(await pupil.answerAll(() => true)).toContain(wording.knowsMost);
  });
});

describe("an office's own list", () => {
  const enrolled = { id: "e1", office: { id: "office-1", name: "UBND xã Thử" }, name: "Hà Thị Thái" };

  it("takes who comes by a personal code into the office under its name, once, and tells what it expects", async () => {
    const pupil = new Pupil();
    pupil.store.enrolments.set("K7QFM2XP9RTB", enrolled);
    pupil.store.expected = [{ courseId: "khoa-hai", dueOn: "2026-12-31" }];
    const said = await pupil.say("k7qf m2xp 9rtb");
    expect(said).toContain(wording.joinedEnrolled("Hà Thị Thái", "UBND xã Thử"));
    expect(said).toContain(wording.expected("Khóa hai", "2026-12-31", false));
    expect(await pupil.store.learnerOf("test-1")).toMatchObject({ name: "Hà Thị Thái", office: enrolled.office });
    expect(await new Pupil(pupil.store, "test-2").say("K7QF-M2XP-9RTB")).toContain(wording.unknownCode);
  });

  it("keeps a name that was confirmed before", async () => {
    const pupil = new Pupil();
    pupil.store.enrolments.set("K7QFM2XP9RTB", enrolled);
    await pupil.say("học");
    await pupil.say("Học tự do");
    const learner = await pupil.store.learnerOf("test-1");
    pupil.store.learners.set(learner?.id ?? "", { ...learner, name: "Thái Hà" } as Learner);
    await pupil.say("K7QF-M2XP-9RTB");
    expect(await pupil.store.learnerOf("test-1")).toMatchObject({ name: "Thái Hà" });
  });

  it("puts the course that is waited for first, and stops at the day after the last in Vietnam to call it in time", async () => {
    const pupil = new Pupil();
    await pupil.say("UNIT-CODE");
    pupil.store.expected = [{ courseId: "khoa-hai", dueOn: "2026-11-27" }];
    pupil.now = new Date("2026-11-27T16:59:59Z");
    expect(await pupil.say("học")).toContain(wording.expected("Khóa hai", "2026-11-27", false));
    expect(pupil.buttons).toContain(wording.lessonChoice("Bài on-lai"));
    pupil.now = new Date("2026-11-27T17:00:00Z");
    expect(await pupil.say("học")).toContain(wording.expected("Khóa hai", "2026-11-27", true));
    const learner = await pupil.store.learnerOf("test-1");
    pupil.store.examsTaken.set(learner?.id ?? "", [{ id: "x", courseId: "khoa-hai", startedAt: pupil.now, result: { right: 6, asked: 6, isPassed: true } }]);
    expect(await pupil.say("học")).not.toContain("Đơn vị giao");
  });
});

describe("words that look like a code", () => {
  it.each(["khai sinh", "giay khai sinh", "KHAI SINH"])("“%s” is a question like any other", async (text) => {
    const pupil = new Pupil();
    expect(await pupil.say(text)).toBe("");
    expect(pupil.store.learners.size).toBe(0);
    await pupil.say("học");
    await pupil.say("Học tự do");
    expect(await pupil.say(text)).toBe("");
  });

  it("are a name where one is asked for", async () => {
    const pupil = new Pupil();
    await pupil.say("học");
    await pupil.say("Học tự do");
    const learner = await pupil.store.learnerOf("test-1");
    pupil.store.learners.set(learner?.id ?? "", { ...learner, session: { kind: "naming", examId: "x" } } as Learner);
    expect(await pupil.say("Minh Tuan")).toContain(wording.confirmName("Minh Tuan"));
  });
});

describe("a lesson", () => {
  beforeEach(async () => {
    await joined();
    await pupil.say(wording.chooseCourse);
    await pupil.say("1");
    await pupil.say("1");
  });

  it("is read card by card, each with its source, then asked", async () => {
    expect(pupil.turn?.reply.text).toContain("thẻ 1/3");
    expect(pupil.turn?.reply.text).toContain("Nguồn: Nguồn ba-tru-cot, 2020.");
    expect(await pupil.say("tiếp")).toContain("thẻ 2/3");
    expect(await pupil.say("tiếp")).toContain("thẻ 3/3");
    expect(pupil.buttons).toEqual([wording.toItems]);
    expect(await pupil.say("tiep tuc")).toContain("Câu 1/3");
  });

  it("explains each answer with its source, brings what was wrong back once, and counts the first answers", async () => {
    for (const word of ["tiếp", "tiếp", "tiếp"]) await pupil.say(word);
    const afterWrong = await pupil.answer(false);
    expect(afterWrong).toContain("Chưa đúng. Đáp án:");
    expect(afterWrong).toContain("Vì nguồn nói vậy.");
    expect(afterWrong).toContain(wording.comesBack);
    expect(await pupil.answer(true)).toContain("Đúng.");
    await pupil.answer(true);
    expect(pupil.turn?.reply.text).toMatch(/^Câu 4$/mu);
    const end = await pupil.answer(false);
    expect(end).toContain("Lần đầu đúng 2/3");
    expect(await pupil.store.finishedLessons([...pupil.store.learners.keys()][0] ?? "")).toEqual([{ lessonId: "mo-dau", right: 2, asked: 3 }]);
  });

  it("lets the bot answer in between, and goes on from the same card and the same item", async () => {
    await pupil.say("tiếp");
    expect(await pupil.say("lệ phí khai sinh bao nhiêu")).toBe("");
    expect(await pupil.say("tiếp tục")).toContain("thẻ 2/3");
    await pupil.say("tiếp");
    await pupil.say("tiếp");
    expect(await pupil.say("ba trụ cột là gì vậy")).toBe("");
    expect(await pupil.say("tiếp tục")).toContain("Câu 1/3");
    expect(pupil.store.answers).toHaveLength(0);
  });

  it("gives no credit for a button that is pressed again", async () => {
    for (const word of ["tiếp", "tiếp", "tiếp"]) await pupil.say(word);
    const letter = /^([A-D])\. Ba$/mu.exec(pupil.turn?.reply.text ?? "")?.[1] ?? "";
    await pupil.say(`Câu 1: ${letter}`);
    expect(await pupil.say(`Câu 1: ${letter}`)).toContain(wording.stale);
    expect(pupil.store.answers).toHaveLength(1);
  });
});

describe("review", () => {
  async function learned(): Promise<void> {
    await joined();
    await pupil.say("học khóa khác");
    await pupil.say("2");
    await pupil.say("1");
    for (const word of ["tiếp", "tiếp", "tiếp"]) await pupil.say(word);
    await pupil.answerAll((place) => place !== 2);
  }

  it("schedules as FSRS does, by the first answer of a run", async () => {
    await learned();
    const [learnerId = ""] = pupil.store.learners.keys();
    const memories = pupil.store.memories.get(learnerId) ?? new Map();
    for (const { itemId, isRight } of pupil.store.answers.slice(0, 6)) expect(memories.get(itemId)).toEqual(remember(undefined, isRight, pupil.now));
    expect(memories.size).toBe(6);
  });

  it("puts what is due, and nothing before its day", async () => {
    await learned();
    expect(await pupil.say("ôn tập")).toBe(wording.nothingDue);
    pupil.now = new Date(pupil.now.getTime() + day);
    expect(await pupil.say("ôn tập")).toContain("Câu 1/1");
    expect(await pupil.answer(true)).toContain("Ôn xong: đúng 1/1");
  });

  it("is bounded after sixty days away", async () => {
    const many = Array.from({ length: 60 }, (_, index) => plainItem(`nhieu-${index}`));
    const courses = testCourses.slice(1).map((course) => ({ ...course, lessons: course.lessons.map((lesson) => ({ ...lesson, items: many })) }));
    pupil = new Pupil(new MemoryLearners(), "test-1", { catalog: new Catalog(courses, testSources, ({ id }) => [id]) });
    await joined();
    await pupil.say("học tiếp");
    for (const word of ["tiếp", "tiếp", "tiếp"]) await pupil.say(word);
    await pupil.answerAll(() => true);
    pupil.now = new Date(pupil.now.getTime() + 60 * day);
    expect(await pupil.say("học")).toContain(`Hôm nay có ${reviewSize} câu`);
    expect(await pupil.say("ôn tập")).toContain(`Câu 1/${reviewSize}`);
    expect(await pupil.answerAll(() => true)).toContain(wording.reviewMore);
  });

  it("leads who has learned nothing to the first lesson", async () => {
    await joined();
    expect(await pupil.say("ôn tập")).toContain(wording.nothingLearned);
    expect(pupil.turn?.reply.text).toContain("thẻ 1/3");
  });

  it("leaves out items whose source has changed", async () => {
    const { store } = pupil;
    await learned();
    pupil = new Pupil(store, "test-1", { catalog: new Catalog(testCourses, changedSources, ({ id }) => [id]) });
    pupil.now = new Date(pupil.now.getTime() + 60 * day);
    await pupil.say("học");
    expect(await pupil.say("ôn tập")).toBe(wording.nothingDue);
  });

  it("counts days in Vietnam: an answer before midnight there and one after are two days", async () => {
    pupil.now = new Date("2026-11-27T16:50:00Z");
    await learned();
    pupil.now = new Date("2026-11-27T17:10:00Z");
    await pupil.say("ôn tập");
    await pupil.answerAll(() => true);
    const [learner] = pupil.store.learners.values();
    expect(learner?.streak).toEqual({ days: 2, lastDay: "2026-11-28" });
  });
});

describe("an exam", () => {
  beforeEach(joined);

  async function start(): Promise<void> {
    await pupil.say("thi");
    await pupil.say("2");
    expect(pupil.turn?.reply.text).toContain("6 câu trong 6 phút");
    await pupil.say(wording.startExam);
  }

  it("tells nothing before its end, then marks, asks for the name and issues a certificate", async () => {
    await start();
    const next = await pupil.answer(false);
    expect(next).not.toContain("Đáp án");
    const end = await pupil.answerAll(() => true);
    expect(end).toContain("đúng 5/6");
    expect(end).toContain(wording.askName);
    expect(await pupil.say("123")).toBe(wording.badName);
    expect(await pupil.say("Nguyễn  Thị Hoa")).toContain("Nguyễn Thị Hoa.");
    await pupil.say("Sửa tên");
    await pupil.say("Nguyễn Thị Hòa");
    const issued = await pupil.say("1");
    expect(issued).toMatch(/Khóa hai, số TLS-/u);
    expect(pupil.turn?.changes.at(-1)).toMatchObject({
      kind: "certified",
      certificate: { name: "Nguyễn Thị Hòa", score: 83, issuedOn: "2026-11-27", courseTitle: "Khóa hai" },
    });
    expect(await pupil.say("tiến độ")).toContain("TLS-");
  });

  it("is not passed below 80 percent, names the lessons to see again, and may be taken once a day", async () => {
    await start();
    expect(await pupil.answerAll((place) => place > 2)).toContain("chưa đạt: đúng 4/6");
    expect(pupil.buttons).toEqual([wording.lessonChoice("Bài on-lai")]);
    await pupil.say("thi");
    expect(await pupil.say("2")).toBe(wording.examTakenToday);
    pupil.now = new Date("2026-11-27T17:00:00Z");
    await pupil.say("thi");
    expect(await pupil.say("2")).toContain("6 câu");
  });

  it("goes on after a break, on the same clock, and ends with it", async () => {
    await start();
    await pupil.answer(true);
    pupil.memory = undefined;
    pupil.now = new Date(pupil.now.getTime() + 4 * 60_000);
    expect(await pupil.say("học")).toContain("Câu 2/6");
    expect(pupil.turn?.reply.text).toContain("Còn khoảng 2 phút");
    pupil.now = new Date(pupil.now.getTime() + 3 * 60_000);
    expect(await pupil.say("A")).toContain("chưa đạt: đúng 1/6");
  });

  it("answers no questions while the clock runs, and ends when it is handed in", async () => {
    await start();
    expect(await pupil.say("ba trụ cột là gì vậy")).toContain(wording.examNotAnswered);
    expect(await pupil.say("khóa học")).toContain("Câu 1/6");
    expect(await pupil.say("nộp bài")).toContain("đúng 0/6");
  });

  it.each(["Câu 1: E", "Câu 1: A B", "Câu 1: A; B", "Câu 2: A", "Câu 0: A", "Câu 1:", "Câu 1: A\u0000", "/Câu 1: Ý đúng", '{"right":true}'])(
    "gives no credit for the edited button %j, and puts the same item again",
    async (edited) => {
      await joined();
      await pupil.say("thi lấy chứng nhận");
      await pupil.say("Khóa hai");
      const put = await pupil.say(wording.startExam);
      expect(await pupil.say(edited)).toContain(put.split("\n").find((line) => line.startsWith("Hỏi")) ?? "");
      expect(pupil.store.answers).toEqual([]);
      await pupil.answerAll(() => true);
      expect(pupil.store.answers).toHaveLength(6);
    },
  );

  it("draws other items in another order by another seed", async () => {
    const orders = await Promise.all(
      [1, 2].map(async (seed) => {
        const other = new Pupil(new MemoryLearners(), "x", { newSeed: () => seed });
        for (const message of ["học", "học tự do", "thi", "2", wording.startExam]) await other.say(message);
        await other.answerAll(() => true);
        return other.store.answers.map(({ itemId }) => itemId).join();
      }),
    );
    expect(orders[0]).not.toBe(orders[1]);
  });
});

describe("several devices", () => {
  it("become one learner by a code that holds ten minutes", async () => {
    await joined();
    expect(await pupil.say("nối máy")).toContain("LINK-CODE");
    const other = new Pupil(pupil.store, "test-2");
    expect(await other.say("link-code")).toBe(wording.linked);
    expect(other.store.conversations.get("test-2")).toBe(pupil.store.conversations.get("test-1"));
    await pupil.say("nối máy");
    const late = new Pupil(pupil.store, "test-3");
    late.now = new Date(late.now.getTime() + 11 * 60_000);
    expect(await late.say("LINK-CODE")).toBe(wording.unknownCode);
  });

  it("answer one item once: the second is told that it is past", async () => {
    await joined();
    await pupil.say("nối máy");
    const other = new Pupil(pupil.store, "test-2");
    await other.say("link-code");
    await pupil.say("thi");
    await pupil.say("2");
    await pupil.say(wording.startExam);
    await pupil.say("Câu 1: A");
    expect(await other.say("Câu 1: B")).toContain(wording.stale);
    expect(pupil.store.answers).toHaveLength(1);
  });
});

describe("leaving", () => {
  it("is asked about once, and deletes everything", async () => {
    await joined();
    await pupil.say("xóa dữ liệu học");
    expect(await pupil.say("Không xóa")).toBe(wording.stayed);
    await pupil.say("xóa dữ liệu học");
    expect(await pupil.say("đồng ý xóa dữ liệu học")).toBe(wording.left);
    expect(pupil.store.learners.size).toBe(0);
    expect(pupil.memory).toBeUndefined();
    expect(await pupil.say("tiếp")).toBe("");
  });

  it("cannot be confirmed without having been asked", async () => {
    await joined();
    expect(await pupil.say(wording.leave)).toBe("");
    expect(pupil.store.learners.size).toBe(1);
  });
});

describe("reminders", () => {
  it("are set at an hour that is offered, and end on demand", async () => {
    await joined();
    await pupil.say("nhắc học");
    expect(await pupil.say("19 giờ")).toContain("19 giờ");
    expect([...pupil.store.learners.values()][0]?.reminderHour).toBe(19);
    await pupil.say("tắt nhắc học");
    expect([...pupil.store.learners.values()][0]?.reminderHour).toBeUndefined();
  });
});
