import Fastify, { type FastifyInstance } from "fastify";
import rateLimit from "@fastify/rate-limit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveConsole } from "../../src/console/console.js";
import { hashOfToken } from "../../src/core/staff/token.js";
import { csrfOf } from "../../src/console/guard.js";
import { Announcements } from "../../src/core/announcements/announcements.js";
import { roles, type Role } from "../../src/core/staff/roles.js";
import { PostgresAnnouncements } from "../../src/storage/postgres-announcements.js";
import { PostgresChannelPauses } from "../../src/storage/postgres-channel-pauses.js";
import { PostgresContests } from "../../src/storage/postgres-contests.js";
import { PostgresEnrolments } from "../../src/storage/postgres-enrolments.js";
import { PostgresOfficeProgress } from "../../src/storage/postgres-office-progress.js";
import { PostgresOffices } from "../../src/storage/postgres-offices.js";
import { PostgresQuestionLists } from "../../src/storage/postgres-question-lists.js";
import { PostgresStaffConversations } from "../../src/storage/postgres-staff-conversations.js";
import { PostgresStaff } from "../../src/storage/postgres-staff.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const now = new Date("2026-11-27T03:00:00Z");
const secret = "s".repeat(32);
const everybody = ["nobody", ...roles] as const;
type Caller = (typeof everybody)[number];
const ofChannels: readonly Caller[] = ["administrator", "editor", "approver", "emergency", "viewer"];
const askers: readonly Caller[] = ["administrator", "editor", "approver", "viewer"];
const trainers: readonly Caller[] = ["training_manager", "office_manager"];
const signedIn: readonly Caller[] = roles;
const administrators: readonly Caller[] = ["administrator"];

/** Who may do what: written by hand, so that a change of roles shows here. */
const table: Readonly<Record<string, readonly Caller[]>> = {
  "GET /console": signedIn,
  "GET /console/kenh": ofChannels,
  "POST /console/kenh/:channel/tat": administrators,
  "POST /console/kenh/:channel/bat": administrators,
  "GET /console/thong-bao": ofChannels,
  "GET /console/thong-bao/them": ["editor"],
  "POST /console/thong-bao/them": ["editor"],
  "GET /console/thong-bao/:id": ofChannels,
  "GET /console/kenh/loi-nhan": ofChannels,
  "POST /console/kenh/loi-nhan": administrators,
  "POST /console/kenh/loi-nhan/:id/thoi": administrators,
  "GET /console/toi/noi-nhan-thu": signedIn,
  "POST /console/toi/noi-nhan-thu": signedIn,
  "POST /console/toi/noi-nhan-thu/:channel/go": signedIn,
  "GET /console/thong-bao/:id/anh": ["editor"],
  "POST /console/thong-bao/:id/anh": ["editor"],
  "POST /console/thong-bao/:id/anh/bo": ["editor"],
  "POST /console/thong-bao/:id/thu": ["editor", "approver"],
  "GET /console/thong-bao/:id/sua": ["editor"],
  "POST /console/thong-bao/:id/sua": ["editor"],
  "POST /console/thong-bao/:id/submit": ["editor"],
  "POST /console/thong-bao/:id/approve": ["approver"],
  "POST /console/thong-bao/:id/return": ["approver"],
  "POST /console/thong-bao/:id/schedule": ["editor", "approver"],
  "POST /console/thong-bao/:id/pause": ["editor", "approver"],
  "POST /console/thong-bao/:id/resume": ["editor", "approver"],
  "POST /console/thong-bao/:id/retry": ["editor", "approver"],
  "POST /console/thong-bao/:id/cancel": ["editor", "approver"],
  "GET /console/thong-bao/:id/bao-cao": ofChannels,
  "GET /console/thong-bao/:id/bao-cao.csv": ofChannels,
  "GET /console/thong-bao/:id/bao-cao.xlsx": ofChannels,
  "GET /console/thong-bao/:id/bao-cao.pdf": ofChannels,
  "GET /console/thong-bao.csv": ofChannels,
  "GET /console/thong-bao.xlsx": ofChannels,
  "GET /console/nhat-ky.csv": administrators,
  "GET /console/nhat-ky.xlsx": administrators,
  "GET /console/tai-khoan.csv": administrators,
  "GET /console/tai-khoan.xlsx": administrators,
  "GET /console/thong-bao/:id/tien-do": ofChannels,
  "GET /console/cau-hoi": askers,
  "GET /console/cau-hoi/nhom.csv": askers,
  "GET /console/cau-hoi/nhom.xlsx": askers,
  "GET /console/cau-hoi/:id": askers,
  "GET /console/dao-tao": trainers,
  "GET /console/dao-tao/don-vi.xlsx": trainers,
  "GET /console/dao-tao/them": ["training_manager"],
  "POST /console/dao-tao/them": ["training_manager"],
  "GET /console/dao-tao/cau-hay-sai": ["training_manager"],
  "GET /console/dao-tao/cau-cho-xem-lai": ["training_manager"],
  "GET /console/dao-tao/chung-nhan": ["training_manager"],
  "POST /console/dao-tao/chung-nhan": ["training_manager"],
  "GET /console/dao-tao/ghi-danh": ["training_manager"],
  "POST /console/dao-tao/ghi-danh": ["training_manager"],
  "GET /console/dao-tao/ghi-danh/mau.xlsx": ["training_manager"],
  "POST /console/dao-tao/ghi-danh/xac-nhan": ["training_manager"],
  "POST /console/dao-tao/ghi-danh/ma": ["training_manager"],
  "GET /console/dao-tao/cuoc-thi": ["training_manager"],
  "GET /console/dao-tao/cuoc-thi/:contest": ["training_manager"],
  "GET /console/dao-tao/cuoc-thi/:contest/bao-cao.csv": ["training_manager"],
  "GET /console/dao-tao/cuoc-thi/:contest/bao-cao.xlsx": ["training_manager"],
  "GET /console/dao-tao/cuoc-thi/:contest/nguoi/:learner": ["training_manager"],
  "POST /console/dao-tao/cuoc-thi/:contest/nguoi/:learner/an": ["training_manager"],
  "POST /console/dao-tao/cuoc-thi/:contest/nguoi/:learner/hien": ["training_manager"],
  "GET /console/dao-tao/:id": trainers,
  "GET /console/dao-tao/:id/ghi-danh": trainers,
  "GET /console/dao-tao/:id/ghi-danh.xlsx": trainers,
  "POST /console/dao-tao/:id/ghi-danh/ma": ["training_manager"],
  "GET /console/dao-tao/:id/ghi-danh/:person": ["training_manager"],
  "POST /console/dao-tao/:id/ghi-danh/:person/ma": ["training_manager"],
  "POST /console/dao-tao/:id/ghi-danh/:person/thu-hoi": ["training_manager"],
  "POST /console/dao-tao/:id/ghi-danh/:person/xoa": ["training_manager"],
  "GET /console/dao-tao/:id/khoa-hoc": ["training_manager"],
  "POST /console/dao-tao/:id/khoa-hoc": ["training_manager"],
  "GET /console/dao-tao/:id/nguoi-hoc.csv": trainers,
  "GET /console/dao-tao/:id/nguoi-hoc.xlsx": trainers,
  "POST /console/dao-tao/:id/ma": ["training_manager"],
  "POST /console/dao-tao/:id/phu-trach": ["training_manager"],
  "GET /console/nhat-ky": administrators,
  "GET /console/tai-khoan": administrators,
  "GET /console/tai-khoan/them": administrators,
  "POST /console/tai-khoan/them": administrators,
  "GET /console/tai-khoan/:id": administrators,
  "POST /console/tai-khoan/:id": administrators,
  "POST /console/tai-khoan/:id/lien-ket": administrators,
  "POST /console/tai-khoan/:id/go-xac-thuc": administrators,
  "POST /console/tai-khoan/:id/dong-phien": administrators,
  "GET /console/toi": signedIn,
  "POST /console/toi/mat-khau": signedIn,
  "POST /console/toi/phien": signedIn,
  "GET /console/xac-thuc": signedIn,
  "POST /console/xac-thuc": signedIn,
  "POST /console/dang-xuat": signedIn,
  "GET /console/*": signedIn,
  "GET /console/dang-nhap": everybody,
  "POST /console/dang-nhap": everybody,
  "GET /console/lien-ket/:token": everybody,
  "POST /console/lien-ket/:token": everybody,
};

let database: TestDatabase;
let server: FastifyInstance;
const registered: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const staff = new PostgresStaff(database.pool);
  const store = new PostgresAnnouncements(database.pool);
  server = Fastify();
  server.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) if (one !== "HEAD" && !url.startsWith("/console/tep/")) registered.push(`${one} ${url}`);
  });
  await server.register(rateLimit, { global: false });
  await serveConsole(server, {
    staff,
    secret,
    isSecure: false,
    now: () => now,
    baseUrl: () => "https://tro-ly.example",
    announcements: {
      announcements: announcementsOver(store),
      store,
      addressing: () => ({ channelIds: [], topics: [], places: [] }),
      accountNames: () => staff.names(),
      draw: () => Promise.resolve(new Uint8Array()),
      conversationsOf: () => Promise.resolve([]),
    },
    questions: { lists: new PostgresQuestionLists(database.pool), channelIds: [] },
    trials: { conversations: new PostgresStaffConversations(database.pool), newCode: () => "ABCDEFGH", send: () => Promise.resolve(true) },
    channels: { health: () => Promise.resolve([]), switchable: [], channelIds: [], pauses: new PostgresChannelPauses(database.pool) },
    training: {
      progress: new PostgresOfficeProgress(database.pool),
      offices: new PostgresOffices(database.pool),
      enrolments: new PostgresEnrolments(database.pool),
      contests: new PostgresContests(database.pool),
      catalog: () => undefined,
    },
    audit: { list: () => Promise.resolve({ entries: [], count: 0 }) },
    overview: { counts: () => Promise.resolve({ asked: 0, answered: 0, unanswered: 0, clarified: 0 }), health: () => Promise.resolve([]) },
  });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

function announcementsOver(store: PostgresAnnouncements): Announcements {
  return new Announcements({
    store,
    channels: [],
    addressesOf: () => ({ link: () => "", picture: () => "" }),
    hasPublicAddress: false,
    placeName: () => undefined,
    topicName: () => undefined,
    now: () => now,
  });
}

const tokenOf = (caller: Caller): string => `token-of-${caller}`;

/** Each role has an account with a second factor, signed in anew for each request, since some requests end sessions. */
async function signIn(role: Role): Promise<void> {
  const id = `00000000-0000-4000-8000-00000000000${roles.indexOf(role)}`;
  await database.pool.query(
    `INSERT INTO staff_accounts (id, login, name, roles, password_hash, totp_secret, created_at) VALUES ($1, $2, $2, $3, 'x', 'JBSWY3DPEHPK3PXP', $4)
     ON CONFLICT (id) DO NOTHING`,
    [id, role.replace("_", "-"), [role], now],
  );
  await database.pool.query(
    "INSERT INTO staff_sessions (token_hash, account_id, browser, created_at, last_seen_at) VALUES ($1, $2, '', $3, $3) ON CONFLICT DO NOTHING",
    [hashOfToken(tokenOf(role)), id, now],
  );
}

async function request(caller: Caller, route: string, changed: { readonly csrf?: string; readonly origin?: string } = {}): Promise<number> {
  if (caller !== "nobody") await signIn(caller);
  const [method = "GET", path = ""] = route.split(" ");
  const url = path.replace(":id", "00000000-0000-4000-8000-0000000000ff").replace(":token", "nothing").replace(":channel", "nothing").replace("*", "nothing");
  const csrf = csrfOf(hashOfToken(tokenOf(caller)), secret);
  const { statusCode } = await server.inject({
    method: method as "GET" | "POST",
    url,
    headers: { host: "tro-ly.example", origin: changed.origin ?? "https://tro-ly.example", "content-type": "application/x-www-form-urlencoded" },
    cookies: { console: tokenOf(caller) },
    ...(method === "POST" && { payload: new URLSearchParams({ csrf: changed.csrf ?? csrf }).toString() }),
  });
  return statusCode;
}

describe("the console's routes", () => {
  it("are all in the table", () => {
    expect([...new Set(registered)].sort()).toEqual(Object.keys(table).sort());
  });

  it.each(Object.entries(table).flatMap(([route, allowed]) => everybody.map((caller) => [route, caller, allowed.includes(caller)] as const)))(
    "%s for %s: %s",
    async (route, caller, isAllowed) => {
      const status = await request(caller, route);
      if (caller === "nobody" && !isAllowed) expect([303, 401]).toContain(status);
      else if (isAllowed) expect(status).not.toBe(403);
      else expect(status).toBe(403);
    },
  );

  const changing = Object.keys(table).filter((route) => route.startsWith("POST"));
  it.each(changing)("%s is refused from another site", async (route) => {
    expect(await request("administrator", route, { origin: "https://evil.example" })).toBe(403);
  });

  it.each(changing.filter((route) => !/dang-nhap|lien-ket\/:token/u.test(route)))("%s is refused without the session's own proof", async (route) => {
    expect(await request("administrator", route, { csrf: csrfOf(hashOfToken(tokenOf("editor")), secret) })).toBe(403);
  });

  it("cannot be registered without saying whom they serve", async () => {
    const other = Fastify();
    await expect(
      other.register(async (scope) => {
        const { guard } = await import("../../src/console/guard.js");
        guard(scope, { staff: new PostgresStaff(database.pool), secret, isSecure: false, now: () => now });
        scope.get("/console/open", () => "open");
      }),
    ).rejects.toThrow("does not say whom it serves");
  });

  it("sends an account that needs a second factor to set it up, wherever it goes", async () => {
    await database.pool.query(
      "INSERT INTO staff_accounts (id, login, name, roles, password_hash, created_at) VALUES ('new', 'nguoi-moi', 'Mới', '{administrator}', 'x', $1)",
      [now],
    );
    await database.pool.query("INSERT INTO staff_sessions VALUES ($1, 'new', '', $2, $2)", [hashOfToken("new"), now]);
    for (const url of ["/console", "/console/tai-khoan", "/console/toi"]) {
      const { headers } = await server.inject({ url, cookies: { console: "new" } });
      expect(headers.location).toBe("/console/xac-thuc");
    }
  });
});
