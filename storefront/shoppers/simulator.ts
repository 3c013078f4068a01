import { seededNumbers } from "../centres/seeded.ts";
import { nextVisit } from "./rate.ts";
import { type Reached, shop } from "./shopper.ts";
import { Visitor } from "./visitor.ts";

export interface Clock {
  now(): number;
  /** Settles at that instant, or when the signal aborts. */
  until(at: number, signal: AbortSignal): Promise<void>;
}

/** More shoppers at once than this are turned away: a slow shop must not gather them without end. */
const MOST_AT_ONCE = 12;
const THINKS_MS = { from: 2_000, to: 12_000 };

/** Sends shoppers to the shop by the rule of rate.ts until the signal aborts. The seed fixes when they come and what they do. */
export async function simulate(
  shopUrl: string,
  { seed, clock, signal }: { seed: number; clock: Clock; signal: AbortSignal },
  left: (reached: Reached) => void = () => {},
): Promise<void> {
  const arrivals = seededNumbers(seed);
  const inside = new Set<Promise<void>>();
  let at = clock.now();
  for (let visit = 1; ; visit += 1) {
    at = nextVisit(at, arrivals);
    await clock.until(at, signal);
    if (signal.aborted) break;
    if (inside.size >= MOST_AT_ONCE) continue;
    const random = seededNumbers(seed + visit);
    const think = () => clock.until(clock.now() + THINKS_MS.from + random() * (THINKS_MS.to - THINKS_MS.from), signal);
    const coming: Promise<void> = shop(new Visitor(shopUrl), { random, think })
      .then(left)
      .finally(() => inside.delete(coming));
    inside.add(coming);
  }
  await Promise.allSettled(inside);
}

export const WALL_CLOCK: Clock = {
  now: () => Date.now(),
  until: (at, signal) =>
    new Promise((settle) => {
      if (signal.aborted) return settle();
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", wake);
        settle();
      };
      const timer = setTimeout(wake, Math.max(0, at - Date.now()));
      signal.addEventListener("abort", wake);
    }),
};
