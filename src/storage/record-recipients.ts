import type pg from "pg";
import type { ClaimedRecipient, RecipientRecord } from "../core/announcements/sending-ledger.js";

interface Done {
  readonly recipient: ClaimedRecipient;
  readonly record: RecipientRecord;
}

const endsLoan = "lease = NULL, leased_until = NULL, holder = NULL";
/** What was sent is believed even of a sender that has lost its loan: then it may have been sent twice. */
const recordSent = `
  UPDATE announcement_recipients AS own
  SET state = CASE WHEN is_uncertain OR own.lease IS DISTINCT FROM given.lease OR own.state IN ('sent', 'doubtful') THEN 'doubtful' ELSE 'sent' END,
      is_uncertain = is_uncertain OR own.lease IS DISTINCT FROM given.lease,
      ${endsLoan}, reason = NULL, provider_message_id = given.message_id, done_at = now()
  FROM unnest($1::bigint[], $2::uuid[], $3::text[]) AS given (id, lease, message_id)
  WHERE own.id = given.id AND own.state <> 'skipped'`;
const recordPending = `
  UPDATE announcement_recipients AS own
  SET state = 'pending', ${endsLoan}, reason = given.reason, next_at = now() + make_interval(secs => wait_ms / 1000), is_uncertain = own.is_uncertain OR given.is_uncertain
  FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::float[], $5::boolean[]) AS given (id, lease, reason, wait_ms, is_uncertain)
  WHERE own.id = given.id AND own.lease = given.lease`;
const recordFailed = `
  UPDATE announcement_recipients AS own
  SET state = 'failed', ${endsLoan}, reason = given.reason, is_uncertain = own.is_uncertain OR given.is_uncertain, done_at = now()
  FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::boolean[]) AS given (id, lease, reason, is_uncertain)
  WHERE own.id = given.id AND own.lease = given.lease`;
/** Who has shut us out gets no further announcements, and nothing else unasked until they write again. */
const recordSkipped = `
  WITH skipped AS (
    UPDATE announcement_recipients AS own SET state = 'skipped', ${endsLoan}, reason = given.reason, done_at = now()
    FROM unnest($1::bigint[], $2::uuid[], $3::text[]) AS given (id, lease, reason)
    WHERE own.id = given.id AND own.lease = given.lease
    RETURNING conversation_id, own.reason
  ), shut_out AS (
    UPDATE subscriptions SET unsubscribed_at = now(), unsubscribed_why = 'blocked'
    FROM skipped WHERE subscriptions.conversation_id = skipped.conversation_id AND reason = 'blocked' AND unsubscribed_at IS NULL
  )
  UPDATE conversations SET unreachable_since = now() FROM skipped WHERE conversations.id = conversation_id AND reason = 'blocked' AND unreachable_since IS NULL`;

/** Ends loans: a statement for each kind of end, which is carried out even if this process is killed as soon as it has been sent. */
export async function recordRecipients(pool: pg.Pool, done: readonly Done[]): Promise<void> {
  const of = <State extends RecipientRecord["state"]>(state: State) =>
    done.flatMap(({ recipient, record }) => (record.state === state ? [{ recipient, record: record as Extract<RecipientRecord, { state: State }> }] : []));
  const run = async <One extends { recipient: ClaimedRecipient }>(
    name: string,
    statement: string,
    some: readonly One[],
    values: (one: One) => unknown[],
  ): Promise<void> => {
    if (some.length === 0) return;
    const rows = some.map((one) => [one.recipient.id, one.recipient.lease, ...values(one)]);
    await pool.query({ name, text: statement, values: (rows[0] ?? []).map((_, column) => rows.map((row) => row[column])) });
  };
  await Promise.all([
    run("announcement sent", recordSent, of("sent"), ({ record }) => [record.providerMessageId ?? null]),
    run("announcement pending", recordPending, of("pending"), ({ record }) => [record.reason, record.waitMs, record.isUncertain]),
    run("announcement failed", recordFailed, of("failed"), ({ record }) => [record.reason, record.isUncertain]),
    run("announcement skipped", recordSkipped, of("skipped"), ({ record }) => [record.reason]),
  ]);
}
