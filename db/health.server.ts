const PATIENCE_MS = 2_000;

/**
 * Why the database cannot be used now, in words for `/healthz`; null when it answers. `ask` runs a statement: the wait
 * for a free connection counts too, which the driver's own time-out does not cover.
 */
export async function databaseTrouble(ask: () => Promise<unknown>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, "the database is slow");
  });
  const asked = ask().then(
    () => null,
    () => "the database does not answer",
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
