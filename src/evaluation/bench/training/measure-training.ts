import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom } from "../../../core/retrieval/seeded-random.js";
import { openDatabase } from "../../../storage/open-database.js";
import { PostgresLearners } from "../../../storage/postgres-learners.js";
import { PostgresOfficeProgress } from "../../../storage/postgres-office-progress.js";
import { quantile, round } from "../rank-metrics.js";
import { fillLearners, type LearnerNumbers } from "./fill-learners.js";

/** Times of one kind of reading. */
export interface ReadingTimes {
  readonly reading: string;
  readonly runs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface TrainingJob extends LearnerNumbers {
  readonly tell: (what: string) => void;
}

const learnerRuns = 500;
const officeRuns = 50;
/** What a dashboard looks back on. */
const lookBackMs = 90 * 86_400_000;
/** As many as a review holds. */
const reviewSize = 20;

/** Readings of the training over many learners, in a PostgreSQL of its own that is removed afterwards. */
export async function measureTraining({ tell, ...numbers }: TrainingJob): Promise<ReadingTimes[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "tro-ly-so-bench-"));
  // Where root starts it, PostgreSQL runs under another account.
  await chmod(dataDir, 0o755);
  const database = await openDatabase({ dataDir });
  try {
    tell(`${numbers.learners} learners with ${numbers.itemsPerLearner} reviewed items each`);
    const client = await database.pool.connect();
    // Its session has settings of its own, and ends with it.
    await fillLearners(client, numbers).finally(() => client.release(true));
    tell("readings");
    return await measureReadings(database.pool, new Date());
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measureReadings(pool: ConstructorParameters<typeof PostgresLearners>[0], now: Date): Promise<ReadingTimes[]> {
  const [learners, offices] = [new PostgresLearners(pool), new PostgresOfficeProgress(pool)];
  const { rows: people } = await pool.query<{ id: string }>("SELECT id FROM learners ORDER BY id");
  const { rows: units } = await pool.query<{ id: string }>("SELECT id FROM offices ORDER BY id");
  const random = seededRandom(1);
  const oneOf = (rows: readonly { id: string }[]): string => rows[Math.floor(random() * rows.length)]?.id ?? "";
  const since = new Date(now.getTime() - lookBackMs);
  const hardest = (officeId?: string): Promise<unknown> => offices.hardestItems({ officeId, since, limit: 10, atLeast: 20 });
  return [
    await time("due queue of a learner", learnerRuns, async () => {
      const id = oneOf(people);
      await learners.dueItems(id, now, reviewSize);
      await learners.countDue(id, now);
    }),
    await time("progress of an office by person", officeRuns, () => offices.progressOf(oneOf(units), now)),
    await time("hardest items of an office", officeRuns, () => hardest(oneOf(units))),
    await time("dashboard of an office", officeRuns, async () => {
      const id = oneOf(units);
      await offices.progressOf(id, now);
      await hardest(id);
    }),
    await time("list of all offices", officeRuns / 10, () => offices.offices(since)),
    await time("hardest items of all people", officeRuns / 10, () => hardest()),
  ];
}

/** The first reading of a kind only warms up. */
async function time(reading: string, runs: number, read: () => Promise<unknown>): Promise<ReadingTimes> {
  await read();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await read();
    times.push(performance.now() - start);
  }
  return { reading, runs, p50Ms: round(quantile(times, 0.5), 1), p95Ms: round(quantile(times, 0.95), 1) };
}
