/**
 * Whether the database does not answer, as opposed to refusing what it was told. drizzle wraps the driver's error as its
 * cause.
 */
export function isOutage(error: unknown): boolean {
  for (let cause = error; typeof cause === "object" && cause !== null; cause = (cause as Error).cause) {
    const { code, fatal } = cause as { code?: unknown; fatal?: unknown };
    if (fatal === true || (typeof code === "string" && OUTAGE_CODES.has(code))) return true;
  }
  return false;
}

const OUTAGE_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "PROTOCOL_CONNECTION_LOST",
  "PROTOCOL_SEQUENCE_TIMEOUT",
  "ER_SERVER_SHUTDOWN",
  "ER_CON_COUNT_ERROR",
]);
