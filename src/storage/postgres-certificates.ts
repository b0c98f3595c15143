import type pg from "pg";
import type { Certificate } from "../core/training/learner.js";

/** A certificate as issued, and whether it still holds. */
export interface IssuedCertificate extends Certificate {
  readonly revokedAt?: Date | undefined;
}

interface CertificateRow {
  serial: string;
  exam_id: string;
  name: string;
  office_name: string;
  course_title: string;
  score: number;
  issued_on: string;
  revoked_at: Date | null;
}

/** Certificates in the database. */
export class PostgresCertificates {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async find(serial: string): Promise<IssuedCertificate | undefined> {
    const { rows } = await this.#pool.query<CertificateRow>(
      `SELECT serial, exam_id, name, office_name, course_title, score, to_char(issued_on, 'YYYY-MM-DD') AS issued_on, revoked_at FROM certificates WHERE serial = $1`,
      [serial],
    );
    const row = rows[0];
    return (
      row && {
        serial: row.serial,
        examId: row.exam_id,
        name: row.name,
        officeName: row.office_name,
        courseTitle: row.course_title,
        score: row.score,
        issuedOn: row.issued_on,
        revokedAt: row.revoked_at ?? undefined,
      }
    );
  }
}
