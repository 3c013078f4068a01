/** Counters of interfaces read every ten seconds, and what they transferred, counted reading by reading. */

const INTERVAL_MS = 10_000;
const STEP_MS = 300_000;

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What a reading added to its five minutes, in one direction. */
export interface Reading {
  readonly at: number;
  readonly received: number;
  readonly sent: number;
}

/**
 * The readings of an interface over a month and some hours on either side: its pace changes every five minutes, its counter begins
 * anew now and then, and for stretches of minutes to days nobody reads it. Always the same for one seed.
 */
export function* readings({ from, to }: Window, seed: number): Generator<Reading> {
  const random = generator(seed);
  let [silentUntil, nextSilence] = [0, from + random() * 40 * 3_600_000];
  let hasBefore = false;
  const counters = { received: 0, sent: 0 };
  let pace = { received: 0, sent: 0 };
  for (let at = from - 7_200_000; at < to + 7_200_000; at += INTERVAL_MS) {
    if (at % STEP_MS === 0) {
      pace = { received: Math.floor(random() ** 4 * 9_000_000), sent: Math.floor(random() ** 4 * 20_000_000) };
    }
    if (at >= nextSilence) {
      const isLong = random() < 0.2;
      silentUntil = at + (isLong ? random() * 60 * 3_600_000 : random() * 1_500_000);
      // Silences are hours apart: the minutes around one say how many readings a whole step has.
      nextSilence = silentUntil + (2 + random() * 60) * 3_600_000;
    }
    const isReset = random() < 0.000_02;
    const before = { ...counters };
    counters.received = isReset ? 0 : counters.received + pace.received;
    counters.sent = isReset ? 0 : counters.sent + pace.sent;
    const isRead = at >= silentUntil;
    // The first reading after a silence or a reset tells nothing: nobody knows what was before.
    if (isRead && hasBefore && !isReset) {
      yield { at, received: counters.received - before.received, sent: counters.sent - before.sent };
    }
    hasBefore = isRead;
  }
}

/** Bytes by five minutes, in one direction. */
export type Counted = ReadonlyMap<number, { received: number; sent: number; readings: number }>;

export function countedBySteps(all: Iterable<Reading>): Counted {
  const steps = new Map<number, { received: number; sent: number; readings: number }>();
  for (const { at, received, sent } of all) {
    const start = Math.floor(at / STEP_MS) * STEP_MS;
    const step = steps.get(start) ?? { received: 0, sent: 0, readings: 0 };
    step.received += received;
    step.sent += sent;
    step.readings += 1;
    steps.set(start, step);
  }
  return steps;
}

/** The highest twentieth thrown away one by one, and what is then the highest. */
export function billed(values: readonly number[]): number | null {
  const rest = values.toSorted((one, other) => one - other);
  for (let thrown = 0; (thrown + 1) * 20 <= values.length; thrown += 1) rest.pop();
  return rest.at(-1) ?? null;
}

function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
