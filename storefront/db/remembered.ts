/** What was read longer ago is read again, behind the answer that is given from it. */
const FRESH_FOR_MS = 3_000;

/**
 * A reader that keeps what it read. Whoever asks after that gets it at once, some seconds old at most while somebody asks
 * all the time; while the database is away, what was last read.
 */
export function remembered<T>(read: () => Promise<T>, clock: () => number = Date.now): () => Promise<T> {
  let known: { readonly value: T; readonly at: number } | undefined;
  let reading: Promise<T> | undefined;
  const readAgain = () => {
    reading ??= read()
      .then((value) => {
        known = { value, at: clock() };
        return value;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  return async () => {
    if (!known) return readAgain();
    if (clock() - known.at > FRESH_FOR_MS) readAgain().catch(() => undefined);
    return known.value;
  };
}
