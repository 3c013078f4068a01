import { PartialReading, type Sensor, type Values } from "./host/sensor.ts";

/** One plugin that failed, and since when (epoch milliseconds). */
export interface Failure {
  readonly plugin: string;
  readonly message: string;
  readonly since: number;
}

export interface Collected {
  readonly values: Values;
  readonly failures: readonly Failure[];
}

/** A sensor that has not answered by then is left out; while its answer is awaited, it is not asked again. */
const ANSWER_MS = 4_000;

/** Asks every sensor. One that fails is reported and left out: the others' values still go. */
export function collector(sensors: readonly Sensor[], answerMs = ANSWER_MS) {
  const waiting = new Set<Sensor>();
  const since = new Map<string, number>();

  return async function collect(monotonicMs: number, now: number): Promise<Collected> {
    const values: Values = new Map();
    const failed = new Map<string, string>();
    const take = (read: Values) => {
      for (const [key, value] of read) values.set(key, value);
    };
    const fail = (sensor: Sensor, error: unknown) => {
      if (error instanceof PartialReading) take(error.values);
      failed.set(sensor.name, messageOf(error));
    };

    const answers: Promise<void>[] = [];
    for (const sensor of sensors) {
      if (waiting.has(sensor)) {
        failed.set(sensor.name, "still waiting for the reading before");
        continue;
      }
      try {
        const answer = sensor.read(monotonicMs);
        if (answer instanceof Map) take(answer);
        else answers.push(inTime(sensor, answer).then(take, (error) => fail(sensor, error)));
      } catch (error) {
        fail(sensor, error);
      }
    }
    await Promise.all(answers);
    return { values, failures: failuresSince(failed, now) };
  };

  function inTime(sensor: Sensor, answer: Promise<Values>): Promise<Values> {
    waiting.add(sensor);
    const settled = answer.finally(() => waiting.delete(sensor));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer within ${answerMs} ms`)), answerMs);
      settled.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  function failuresSince(failed: ReadonlyMap<string, string>, now: number): Failure[] {
    for (const plugin of since.keys()) if (!failed.has(plugin)) since.delete(plugin);
    return [...failed].map(([plugin, message]) => {
      const first = since.get(plugin) ?? now;
      since.set(plugin, first);
      return { plugin, message, since: first };
    });
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
