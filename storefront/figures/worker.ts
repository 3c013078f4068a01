import type { Shop } from "../shop.ts";
import type { Worker } from "../workers.ts";
import { ShopFigures } from "./figures.ts";
import { readingOf } from "./reading.ts";
import { readSales, type Sales } from "./sales.ts";
import { Sender } from "./sender.ts";

const INTERVAL_MS = 10_000;

/** Pushes the figures each ten seconds, the first at once: a counter that begins again must be seen at its beginning. */
export function startFigures(shop: Shop, intervalMs = INTERVAL_MS): Worker {
  const { pushUrl, pushToken, role, port } = shop.settings;
  if (!pushUrl || !pushToken) return { stop: async () => {} };
  const figures = shop.figures ?? new ShopFigures();
  const sender = new Sender({ url: pushUrl, token: pushToken });
  const seen: Seen = { steps: new Set(), refusals: 0 };
  // Of several processes each counts its own shoppers; what is sold they read from the one database.
  const labels: Record<string, string> = role === "all" ? {} : { instance: `${role}-${port}` };
  const readsSales = role === "all" || role === "orders";

  const tell = async () => {
    const sales = readsSales ? await salesOf(shop, seen) : undefined;
    await sender.send(readingOf(figures, sales, Date.now(), labels));
  };
  let telling = tell();
  const timer = setInterval(() => {
    telling = tell();
  }, intervalMs);
  return {
    async stop() {
      clearInterval(timer);
      await telling;
      await tell();
    },
  };
}

/** What this process has told before. */
interface Seen {
  readonly steps: Set<string>;
  refusals: number;
}

/** Undefined while the database does not answer. */
async function salesOf({ db }: Shop, seen: Seen): Promise<Sales | undefined> {
  try {
    const sales = await readSales(db);
    for (const step of sales.waiting.keys()) seen.steps.add(step);
    // A refused payment may be paid after all: the counter stays, for one that falls is taken for one that begins again.
    seen.refusals = Math.max(seen.refusals, sales.refusals);
    // A step that emptied is told as 0, not left at what it was.
    const waiting = new Map([...seen.steps].map((step) => [step, sales.waiting.get(step) ?? 0] as const));
    return { ...sales, refusals: seen.refusals, waiting };
  } catch (error) {
    console.log(`figures: the database does not answer: ${(error as Error).message.slice(0, 200)}`);
    return undefined;
  }
}
