import type pg from "pg";
import type { StaffAccount } from "../core/staff/account.js";
import { hashOfToken } from "../core/staff/token.js";
import type { PersonToEnrol } from "../core/training/enrolment-list.js";
import type { ExpectedCourse, Office } from "../core/training/learner.js";
import { appendAudit } from "./audit-log.js";
import { inTransaction } from "./in-transaction.js";

/** Somebody whom an office has enrolled. */
export interface EnrolledPerson {
  readonly id: string;
  readonly officeId: string;
  readonly name: string;
  readonly position: string;
  /** Until when their code holds; absent where they have none, and of who has joined. */
  readonly codeUntil: Date | undefined;
  /** Absent of who has not come, or has gone over to another office. */
  readonly joined: { readonly learnerId: string; readonly at: Date } | undefined;
}

/** A code that was just made; nobody can read it again. */
export interface NewCode {
  readonly officeName: string;
  readonly name: string;
  readonly position: string;
  readonly code: string;
}

/** When somebody passed the exam of a course for the first time. */
export interface CoursePass {
  readonly learnerId: string;
  readonly courseId: string;
  readonly at: Date;
}

interface PersonRow {
  id: string;
  office_id: string;
  name: string;
  position: string;
  code_expires_at: Date | null;
  learner_id: string | null;
  joined_at: Date | null;
}

const personColumns = "id, office_id, name, position, code_expires_at, learner_id, joined_at";

/** Whom offices enrol, with which codes they come, and which courses are expected of them. Who may see which office is for the caller to know. */
export class PostgresEnrolments {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** The people of an office by name. */
  async list(officeId: string): Promise<EnrolledPerson[]> {
    const { rows } = await this.#pool.query<PersonRow>(`SELECT ${personColumns} FROM enrolments WHERE office_id = $1 ORDER BY name, position, id`, [officeId]);
    return rows.map(asPerson);
  }

  async find(officeId: string, id: string): Promise<EnrolledPerson | undefined> {
    const { rows } = await this.#pool.query<PersonRow>(`SELECT ${personColumns} FROM enrolments WHERE office_id = $1 AND id = $2`, [officeId, id]);
    return rows[0] && asPerson(rows[0]);
  }

  /** Everybody who is enrolled, whatever the office. */
  async all(): Promise<PersonToEnrol[]> {
    const { rows } = await this.#pool.query<PersonToEnrol>('SELECT office_id AS "officeId", name, position, person_key AS key FROM enrolments');
    return rows;
  }

  /** How many people have neither come nor a code that holds. */
  async countWithoutCode(now: Date): Promise<number> {
    const { rows } = await this.#pool.query<{ count: number }>(`SELECT count(*)::integer AS count FROM enrolments WHERE ${waitsForCode}`, [now]);
    return rows[0]?.count ?? 0;
  }

  /** @returns how many were enrolled; who was already is not counted. The log names offices, never people. */
  async enrol(people: readonly PersonToEnrol[], by: StaffAccount, now: Date): Promise<number> {
    return inTransaction(this.#pool, async (client) => {
      const { rows } = await client.query<{ office_id: string }>(
        `INSERT INTO enrolments (office_id, name, position, person_key, enrolled_at)
         SELECT office_id, name, position, person_key, $5 FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS new (office_id, name, position, person_key)
         ON CONFLICT (office_id, person_key) DO NOTHING RETURNING office_id`,
        [people.map(({ officeId }) => officeId), people.map(({ name }) => name), people.map(({ position }) => position), people.map(({ key }) => key), now],
      );
      const offices = await namesOf(client, [...new Set(rows.map(({ office_id }) => office_id))]);
      if (rows.length > 0)
        await appendAudit(client, { actor: by, action: "people_enrolled", subject: offices.join("; "), details: { count: rows.length } }, now);
      return rows.length;
    });
  }

  /** Gives codes to those who have neither come nor a code that holds; of one office, another code to each who has not come. */
  async giveCodes({ officeId, newCode, until, by, now }: GiveCodes): Promise<NewCode[]> {
    return inTransaction(this.#pool, async (client) => {
      const { rows } = await client.query<{ id: string; name: string; position: string; office_name: string }>(
        `SELECT enrolments.id, enrolments.name, position, offices.name AS office_name FROM enrolments JOIN offices ON offices.id = office_id
         WHERE CASE WHEN $2::uuid IS NULL THEN ${waitsForCode} ELSE learner_id IS NULL AND office_id = $2 END ORDER BY offices.name, enrolments.name, position FOR UPDATE OF enrolments`,
        [now, officeId ?? null],
      );
      const codes = rows.map(({ name, position, office_name: officeName }) => ({ officeName, name, position, code: newCode() }));
      await client.query(
        `UPDATE enrolments SET code_hash = new.hash, code_expires_at = $3 FROM unnest($1::uuid[], $2::text[]) AS new (id, hash) WHERE enrolments.id = new.id`,
        [rows.map(({ id }) => id), codes.map(({ code }) => hashOfToken(code)), until],
      );
      const offices = [...new Set(codes.map(({ officeName }) => officeName))];
      if (codes.length > 0)
        await appendAudit(client, { actor: by, action: "enrolment_codes_given", subject: offices.join("; "), details: { count: codes.length } }, now);
      return codes;
    });
  }

  /** Another code in place of the one before. False where the person has come meanwhile. */
  async renewCode(person: EnrolledPerson, { office, newCode, until, by, now }: RenewCode): Promise<boolean> {
    return this.#change("enrolment_code_renewed", { person, office, by, now }, (client) =>
      client.query("UPDATE enrolments SET code_hash = $2, code_expires_at = $3 WHERE id = $1 AND learner_id IS NULL", [person.id, hashOfToken(newCode), until]),
    );
  }

  /** Nobody can come by the person's code any more. */
  async withdrawCode(change: PersonChange): Promise<boolean> {
    return this.#change("enrolment_code_withdrawn", change, (client) =>
      client.query("UPDATE enrolments SET code_hash = NULL, code_expires_at = NULL WHERE id = $1 AND code_hash IS NOT NULL", [change.person.id]),
    );
  }

  /** Takes a person off the list; what they have learned is theirs and stays. */
  async remove(change: PersonChange): Promise<boolean> {
    return this.#change("enrolment_removed", change, (client) => client.query("DELETE FROM enrolments WHERE id = $1", [change.person.id]));
  }

  async expectedCourses(officeId: string): Promise<ExpectedCourse[]> {
    const { rows } = await this.#pool.query<ExpectedCourse>(
      `SELECT course_id AS "courseId", to_char(due_on, 'YYYY-MM-DD') AS "dueOn" FROM office_courses WHERE office_id = $1 ORDER BY due_on, course_id`,
      [officeId],
    );
    return rows;
  }

  /** @param expected courses in place of those before. */
  async setExpectedCourses(office: Office, expected: readonly ExpectedCourse[], by: StaffAccount, now: Date): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await client.query("DELETE FROM office_courses WHERE office_id = $1", [office.id]);
      await client.query("INSERT INTO office_courses (office_id, course_id, due_on) SELECT $1, * FROM unnest($2::text[], $3::date[])", [
        office.id,
        expected.map(({ courseId }) => courseId),
        expected.map(({ dueOn }) => dueOn),
      ]);
      const details = { courses: expected.map(({ courseId, dueOn }) => `${courseId} ${dueOn}`) };
      await appendAudit(client, { actor: by, action: "office_courses_set", subject: office.name, details }, now);
    });
  }

  /** The exams that the people of an office have passed. */
  async passes(officeId: string): Promise<CoursePass[]> {
    const { rows } = await this.#pool.query<CoursePass>(
      `SELECT learner_id AS "learnerId", course_id AS "courseId", min(finished_at) AS at
       FROM exams JOIN learners ON learners.id = learner_id WHERE office_id = $1 AND is_passed GROUP BY learner_id, course_id`,
      [officeId],
    );
    return rows;
  }

  /** The log knows the person by the id of the enrolment, which means nothing once it is deleted. */
  async #change(
    action: string,
    { person, office, by, now }: PersonChange,
    change: (client: pg.PoolClient) => Promise<{ readonly rowCount: number | null }>,
  ): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      if ((await change(client)).rowCount !== 1) return false;
      await appendAudit(client, { actor: by, action, subject: office.name, details: { enrolment: person.id } }, now);
      return true;
    });
  }
}

const waitsForCode = "learner_id IS NULL AND (code_expires_at IS NULL OR code_expires_at <= $1)";

interface PersonChange {
  readonly person: EnrolledPerson;
  readonly office: Office;
  readonly by: StaffAccount;
  readonly now: Date;
}

interface RenewCode extends Omit<PersonChange, "person"> {
  readonly newCode: string;
  readonly until: Date;
}

interface GiveCodes {
  /** Absent: of all. */
  readonly officeId?: string | undefined;
  readonly newCode: () => string;
  /** When the codes end. */
  readonly until: Date;
  readonly by: StaffAccount;
  readonly now: Date;
}

async function namesOf(client: pg.PoolClient, officeIds: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("SELECT name FROM offices WHERE id = ANY ($1) ORDER BY name", [officeIds]);
  return rows.map(({ name }) => name);
}

function asPerson({ id, office_id: officeId, name, position, code_expires_at: codeUntil, learner_id: learnerId, joined_at: at }: PersonRow): EnrolledPerson {
  const joined = learnerId === null || at === null ? undefined : { learnerId, at };
  return { id, officeId, name, position, codeUntil: codeUntil ?? undefined, joined };
}
