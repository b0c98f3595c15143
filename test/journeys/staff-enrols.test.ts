import { chromium, type Browser, type Page } from "playwright-core";
import readExcelFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { contestPages } from "../../src/console/wording/contests.js";
import { enrolmentPages as wording } from "../../src/console/wording/enrolments.js";
import { contest as contestForm } from "../../src/core/training/contest-schema.js";
import { contestWording } from "../../src/core/wording/contest.js";
import { enrolmentListWording as listWording } from "../../src/core/wording/enrolment-list.js";
import { ingestErrors } from "../../src/core/wording/ingest.js";
import { trainingWording } from "../../src/core/wording/training.js";
import { chromiumArguments } from "../../src/evaluation/chromium-arguments.js";
import { faultsOfPage } from "../support/axe.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { DirectLineClient } from "../support/direct-line-client.js";
import { FakeAnswerer, wordByWord } from "../support/fake-brain.js";
import { answerTo } from "../support/learning-person.js";
import { xlsxFile } from "../support/office-files.js";
import { keepTime, StaffPerson } from "../support/staff-person.js";
import { subscriptionOptions } from "../support/subscription-options.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";
import { catalogWith, testContestFile } from "../support/test-courses.js";

const hourMs = 3_600_000;
const { firstDay: _firstDay, weeks: _weeks, ...file } = testContestFile;
/** A minute in Vietnam so many hours from now, as a file of a contest has it. */
const inHours = (hours: number): string => new Date(Date.now() + (hours + 7) * hourMs).toISOString().slice(0, 16);
const over = contestForm.parse({ ...file, id: "da-thi", title: "Cuộc thi đã qua", rounds: [{ start: inHours(-72), end: inHours(-48) }] });
const open = contestForm.parse({ ...file, id: "dang-thi", title: "Cuộc thi đang mở", rounds: [{ start: inHours(-1), end: inHours(24) }] });

let database: TestDatabase;
let server: TestApplication;
let browser: Browser;
let administrator: StaffPerson;
let trainer: StaffPerson;
let page: Page;

beforeAll(async () => {
  keepTime();
  database = await createTestDatabase();
  const brain = { answerer: new FakeAnswerer(), catalog: catalogWith(over, open), subscriptionOptions, suggest: () => [], questions: wordByWord };
  server = await startTestApplication({ database, brain, environment: { LIMIT_MESSAGES_PER_CONVERSATION: "1000" } });
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumArguments });
  administrator = await StaffPerson.first(server, browser);
  trainer = await administrator.invite(browser, "dao-tao", "Đỗ Tạo", ["training_manager"]);
  page = trainer.page;
  await database.pool.query("INSERT INTO offices (name, code) VALUES ('UBND xã Đà Bắc', 'ABCDEFGH'), ('Sở Y tế', 'HGFEDCBA')");
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  await database.drop();
  vi.useRealTimers();
});

const heads = ["Họ và tên", "Đơn vị", "Chức vụ"];

async function upload(rows: readonly (readonly string[])[], name = "danh-sach.xlsx"): Promise<void> {
  await uploadFile(xlsxFile({ "Danh sách": [heads, ...rows] }), name);
}

async function uploadFile(buffer: Buffer, name: string): Promise<void> {
  await page.goto(`${server.url}/console/dao-tao/ghi-danh`);
  await page.getByLabel(wording.file).setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  await page.getByRole("button", { name: wording.upload }).click();
}

const countEnrolled = async (): Promise<number> => (await database.pool.query("SELECT FROM enrolments")).rowCount ?? 0;

/** The rows below the heads of a workbook that a button gives. */
async function downloaded(button: string): Promise<unknown[][]> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
  const [sheet] = await readExcelFile(await download.path());
  return sheet?.data.slice(1) ?? [];
}

async function officeAddress(name: string): Promise<string> {
  await page.goto(`${server.url}/console/dao-tao`);
  return server.url + ((await page.getByRole("link", { name }).getAttribute("href")) ?? "");
}

async function auditedActions(): Promise<string> {
  const { rows } = await database.pool.query<{ action: string; subject: string; details: string }>("SELECT action, subject, details FROM audit_entries");
  return rows.map((row) => Object.values(row).join(" ")).join("\n");
}

describe("a training manager who enrols people", () => {
  it("sees what is wrong in the list, row by row, and nothing is stored by it", async () => {
    await upload([
      ["Hà Thị Thái", "UBND xã Đà Bắc", "Công chức"],
      ["", "UBND xã Đà Bắc", ""],
      ["Lò Văn An", "Sở Lạ", ""],
      ["Hà Thị Thái", "UBND xã Đà Bắc", "Công chức"],
    ]);
    const text = await page.locator("main").innerText();
    for (const fault of [listWording.noName, listWording.unknownOffice("Sở Lạ"), listWording.duplicate(2)]) expect(text).toContain(fault);
    expect(await page.getByRole("button", { name: /^Ghi danh/u }).count()).toBe(0);
    expect(await countEnrolled()).toBe(0);
  });

  it("is told what is wrong with a file as a whole", async () => {
    await page.goto(`${server.url}/console/dao-tao/ghi-danh`);
    await page.getByRole("button", { name: wording.upload }).click();
    expect(await page.locator(".errors").innerText()).toContain(wording.noFile);
    await uploadFile(xlsxFile({ A: [["Tên", "Nơi"]] }), "a.xlsx");
    expect(await page.locator(".errors").innerText()).toContain(listWording.noHeads);
    await uploadFile(Buffer.from("Họ tên,Đơn vị"), "a.csv");
    expect(await page.locator(".errors").innerText()).toContain(ingestErrors.not_a_workbook);
    await uploadFile(Buffer.alloc(1_200_000), "a.xlsx");
    expect(await page.locator(".errors").innerText()).toContain(ingestErrors.list_too_large);
    expect(await countEnrolled()).toBe(0);
  });

  it("confirms the corrected list, and who is on it already is left out when it is uploaded again", async () => {
    const people = [
      ["Hà Thị Thái", "UBND xã Đà Bắc", "Công chức"],
      ["Lò Văn An", "hgfe-dcba", ""],
    ];
    await upload(people);
    expect(await countEnrolled()).toBe(0);
    await page.getByRole("button", { name: wording.preview.confirm(2) }).click();
    await page.getByText(wording.enrolled(2)).waitFor();
    expect(await countEnrolled()).toBe(2);
    await upload([...people, ["Bùi Văn Kín", "UBND xã Đà Bắc", ""]]);
    await page.getByRole("button", { name: wording.preview.confirm(1) }).click();
    await page.getByText(wording.enrolled(1)).waitFor();
    await upload(people);
    expect(await page.locator("main").innerText()).toContain(wording.preview.nothing);
    expect(await countEnrolled()).toBe(3);
  });

  it("expects a course of an office until a day, and refuses a day that is none", async () => {
    const address = await officeAddress("UBND xã Đà Bắc");
    await page.goto(`${address}/khoa-hoc`);
    await page.getByLabel(wording.courses.due("Khóa hai")).fill("2099-12-31");
    await page.getByRole("button", { name: wording.courses.save }).click();
    expect(await page.locator("main").innerText()).toContain("31/12/2099");
    const csrf = await page.locator("input[name=csrf]").first().inputValue();
    const body = JSON.stringify(new URLSearchParams({ csrf, "han-khoa-hai": "2099-13-41" }).toString());
    const status = `fetch("${address}/khoa-hoc", { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: ${body} }).then((r) => r.status)`;
    expect(await page.evaluate(status)).toBe(422);
  });

  it("gives codes once; a learner comes by one in the web chat, learns what is expected, and the console shows it", { timeout: 60_000 }, async () => {
    await page.goto(`${server.url}/console/dao-tao/ghi-danh`);
    const rows = await downloaded(wording.codes.give(3));
    expect(rows.map(([office, name]) => [office, name])).toEqual([
      ["Sở Y tế", "Lò Văn An"],
      ["UBND xã Đà Bắc", "Bùi Văn Kín"],
      ["UBND xã Đà Bắc", "Hà Thị Thái"],
    ]);
    const code = String(rows[2]?.[3]);
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/u);
    // The database cannot tell a code, and the page gives none a second time.
    expect(JSON.stringify((await database.pool.query("SELECT * FROM enrolments")).rows)).not.toContain(code.replaceAll("-", ""));
    await page.reload();
    expect(await page.locator("main").innerText()).toContain(wording.codes.none);

    const client = new DirectLineClient(server.url);
    const grant = await client.start();
    const say = async (text: string): Promise<string> => (await client.ask(grant, text)).text ?? "";
    await say("/hoc");
    const said = await say(code.toLowerCase());
    expect(said).toContain(trainingWording.joinedEnrolled("Hà Thị Thái", "UBND xã Đà Bắc"));
    expect(said).toContain(trainingWording.expected("Khóa hai", "2099-12-31", false));

    const address = await officeAddress("UBND xã Đà Bắc");
    await page.goto(`${address}/ghi-danh`);
    const before = await page.locator("tbody").innerText();
    expect(before).toMatch(/Hà Thị Thái[\s\S]*Đã vào/u);
    expect(before).toMatch(/Bùi Văn Kín[\s\S]*Chưa vào, mã dùng đến/u);
    expect(before).toContain("Khóa hai: chưa đạt");

    await say(trainingWording.exams);
    await say("Khóa hai");
    let item = await say(trainingWording.startExam);
    while (/^Câu \d/mu.test(item)) item = await say(answerTo(item, true));
    // The name that the office gave is asked about, not asked for.
    expect(item).toContain(trainingWording.confirmName("Hà Thị Thái"));
    await page.reload();
    expect(await page.locator("tbody").innerText()).toContain("Khóa hai: đạt");
    await page.goto(address);
    const cells = await page.locator("table").first().locator("tbody td").allInnerTexts();
    // Two people, one of whom has passed in time.
    expect(cells.map((cell) => cell.trim())).toEqual(["31/12/2099", "2", "1", "0", "0"]);
    await database.pool.query("UPDATE office_courses SET due_on = '2020-01-01'");
    await page.reload();
    expect((await page.locator("table").first().locator("tbody td").allInnerTexts()).map((cell) => cell.trim())).toEqual(["1/1/2020", "2", "1", "1", "1"]);

    // A used code is no code.
    const other = await client.start();
    await client.ask(other, "/hoc");
    expect((await client.ask(other, code)).text).toBe(trainingWording.unknownCode);
  });

  it("renews, withdraws and removes; the log tells it without a name", async () => {
    const client = new DirectLineClient(server.url);
    const grant = await client.start();
    const say = async (text: string): Promise<string> => (await client.ask(grant, text)).text ?? "";
    await say("/hoc");
    await page.goto(`${await officeAddress("UBND xã Đà Bắc")}/ghi-danh`);
    await page.getByRole("link", { name: "Bùi Văn Kín" }).click();
    await page.getByRole("button", { name: wording.person.renew }).click();
    const first = await page.locator(".key").innerText();
    await page.getByRole("button", { name: wording.person.renew }).click();
    const second = await page.locator(".key").innerText();
    expect(await say(first)).toBe(trainingWording.unknownCode);
    await page.getByRole("button", { name: wording.person.withdraw }).click();
    await page.getByText(wording.person.withdrawn).waitFor();
    expect(await say(second)).toBe(trainingWording.unknownCode);
    await page.getByRole("button", { name: wording.person.remove }).click();
    expect(await page.locator("tbody").innerText()).not.toContain("Bùi Văn Kín");
    const log = await auditedActions();
    for (const action of ["people_enrolled", "enrolment_codes_given", "enrolment_code_renewed", "enrolment_code_withdrawn", "enrolment_removed"])
      expect(log).toContain(action);
    for (const name of ["Bùi Văn Kín", "Hà Thị Thái"]) expect(log).not.toContain(name);
  });

  it("lets who manages an office see its list, change nothing, and see no other", async () => {
    const manager = await administrator.invite(browser, "phu-trach", "Phùng Trách", ["office_manager"]);
    const [own, other] = [await officeAddress("UBND xã Đà Bắc"), await officeAddress("Sở Y tế")];
    const { rows } = await database.pool.query<{ id: string }>("SELECT id FROM enrolments WHERE name = 'Hà Thị Thái'");
    await database.pool.query("INSERT INTO office_managers SELECT $1, id FROM staff_accounts WHERE login = 'phu-trach'", [own.split("/").at(-1)]);
    const statusOf = (address: string): Promise<unknown> => manager.page.evaluate(`fetch("${address}").then(({ status }) => status)`);
    await manager.page.goto(`${own}/ghi-danh`);
    expect(await manager.page.locator("tbody").innerText()).toContain("Hà Thị Thái");
    expect(await manager.page.locator("main button").count()).toBe(0);
    expect(await statusOf(`${own}/ghi-danh.xlsx`)).toBe(200);
    for (const path of ["/ghi-danh", "/ghi-danh.xlsx"]) expect(await statusOf(other + path), path).toBe(404);
    for (const path of ["/khoa-hoc", `/ghi-danh/${rows[0]?.id ?? ""}`]) expect(await statusOf(own + path), path).toBe(403);
    // Somebody of one office is not found under another.
    expect(await page.evaluate(`fetch("${other}/ghi-danh/${rows[0]?.id ?? ""}").then(({ status }) => status)`)).toBe(404);
  });
});

describe("a training manager who holds a contest", () => {
  async function publicPage(holds: string): Promise<string> {
    return vi.waitFor(
      async () => {
        const text = await (await fetch(`${server.url}/cuoc-thi/da-thi`)).text();
        expect(text).toContain(holds);
        return text;
      },
      { timeout: 12_000, interval: 250 },
    );
  }

  it("sees results and participation, and takes the report home once it is over", async () => {
    await database.pool.query(
      `INSERT INTO learners (id, session) VALUES ('rude', '{"kind": "none"}'), ('good', '{"kind": "none"}');
       INSERT INTO contest_tries (id, contest_id, round, learner_id, started_at, ends_at, guess, asked_count, right_count, finished_at)
       SELECT learner || contest, contest, 1, learner, now() - interval '60 hours', now() - interval '59 hours', 1, 6, number, now() - interval '59 hours'
       FROM (VALUES ('rude', 6), ('good', 5)) AS tries (learner, number), (VALUES ('da-thi'), ('dang-thi')) AS contests (contest);
       INSERT INTO contest_entries (contest_id, learner_id, name, office_name, is_public, consent_version, answered_at)
       VALUES ('da-thi', 'rude', 'Tên Tục Tĩu', 'Cơ quan Bậy', true, '1', now()), ('da-thi', 'good', 'Hà Thị Thái', 'UBND xã Đà Bắc', true, '1', now())`,
    );
    await page.goto(`${server.url}/console/dao-tao/cuoc-thi`);
    await page.getByRole("link", { name: "Cuộc thi đã qua" }).click();
    const text = await page.locator("main").innerText();
    for (const part of ["Tên Tục Tĩu", "Hà Thị Thái", contestPages.shares.heading]) expect(text).toContain(part);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: contestPages.report }).click()]);
    expect((await readExcelFile(await download.path())).map(({ sheet }) => sheet)).toEqual(["Tổng hợp", "Cá nhân", "Đơn vị"]);
    const status = (path: string): Promise<unknown> => page.evaluate(`fetch("/console/dao-tao/cuoc-thi/${path}").then(({ status }) => status)`);
    expect(await status("da-thi/bao-cao.csv?vong=1")).toBe(200);
    for (const path of ["dang-thi/bao-cao.csv", "dang-thi/bao-cao.xlsx?vong=1", "khong-co", "da-thi/nguoi/khong-co"])
      expect(await status(path), path).toBe(404);
    await page.goto(`${server.url}/console/dao-tao/cuoc-thi/dang-thi`);
    expect(await page.locator("main").innerText()).toContain(contestPages.preliminary);
  });

  it("hides an offensive name with a reason, typed office and all, and shows it again", { timeout: 60_000 }, async () => {
    expect(await publicPage("Tên Tục Tĩu")).toContain("Cơ quan Bậy");
    await page.goto(`${server.url}/console/dao-tao/cuoc-thi/da-thi`);
    await page.getByRole("link", { name: "Tên Tục Tĩu" }).click();
    await page.getByRole("button", { name: contestPages.person.hide }).click();
    expect(await page.locator(".errors").innerText()).toContain(contestPages.person.reasonFault);
    await page.getByLabel(contestPages.person.reason).fill("Tên xúc phạm");
    await page.getByRole("button", { name: contestPages.person.hide }).click();
    await page.getByText(contestPages.person.hidden).waitFor();
    const hidden = await publicPage(contestWording.hiddenName);
    for (const gone of ["Tên Tục Tĩu", "Cơ quan Bậy"]) expect(hidden).not.toContain(gone);
    expect(hidden).toContain("Hà Thị Thái");
    // Taking the name out and giving it again changes nothing.
    await database.pool.query("DELETE FROM contest_entries WHERE learner_id = 'rude'");
    await database.pool.query(
      "INSERT INTO contest_entries (contest_id, learner_id, name, is_public, consent_version, answered_at) VALUES ('da-thi', 'rude', 'Tên Tục Hơn', true, '1', now())",
    );
    expect(await publicPage(contestWording.hiddenName)).not.toContain("Tên Tục Hơn");
    await page.reload();
    await page.getByRole("button", { name: contestPages.person.show }).click();
    await page.getByText(contestPages.person.shown).waitFor();
    await publicPage("Tên Tục Hơn");
    const log = await auditedActions();
    expect(log).toMatch(/contest_name_hidden .*Tên xúc phạm/u);
    expect(log).toContain("contest_name_shown");
    expect(log).not.toContain("Tên Tục");
  });
});

it.each([360, 1280])("has no page of enrolment or contests that axe finds a fault with, at a width of %i", { timeout: 90_000 }, async (width) => {
  await page.setViewportSize({ width, height: 800 });
  const own = (await officeAddress("UBND xã Đà Bắc")).slice(server.url.length);
  const person = (await database.pool.query<{ id: string }>("SELECT id FROM enrolments WHERE name = 'Hà Thị Thái'")).rows[0]?.id ?? "";
  const check = async (what: string): Promise<void> => {
    expect(await faultsOfPage(page), what).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"), what).toBe(0);
  };
  for (const path of [
    "/console/dao-tao",
    "/console/dao-tao/ghi-danh",
    own,
    `${own}/ghi-danh`,
    `${own}/ghi-danh/${person}`,
    `${own}/khoa-hoc`,
    "/console/dao-tao/cuoc-thi",
    "/console/dao-tao/cuoc-thi/da-thi",
    "/console/dao-tao/cuoc-thi/dang-thi",
    "/console/dao-tao/cuoc-thi/da-thi/nguoi/rude",
  ]) {
    await page.goto(server.url + path);
    await check(path);
  }
  await uploadFile(xlsxFile({ A: [["x"]] }), "a.xlsx");
  await check("a file that cannot be read");
  await upload([
    ["Quách Thị Mận", "UBND xã Đà Bắc", "Công chức Văn phòng – Thống kê"],
    ["Lò Văn Bình", "Sở Lạ", ""],
    ["Hà Thị Thái", "UBND xã Đà Bắc", "Phó Chủ tịch"],
  ]);
  await check("a preview");
});
