import { pino, type DestinationStream, type Logger } from "pino";

/** Logs of the server: a line of JSON each, on standard error by default. */
export function createLogger(level: string, destination: DestinationStream = pino.destination({ fd: 2, sync: true })): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      // Addresses that libraries may log: their query strings hold tokens and half-typed questions.
      redact: { paths: ["path", "url", "req.url"], remove: true },
    },
    destination,
  );
}

/** Other fields of an error are left out: the database's quote what was being stored, and so what somebody wrote. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack } = error;
  const { code } = error as { code?: unknown };
  return { type: name, ...(typeof code === "string" && { code }), message, stack };
}
