import type { LiveSample } from "#collector/protocol/feed.ts";
import type { StoredSchema } from "#db/metrics/store.ts";
import { valuesByKey } from "#db/metrics/values.ts";

/**
 * A sample whose values are put together when they are read: most are replaced by the next one before anybody looks. The feed
 * takes them as text and never makes an object of them.
 */
export class HeardSample implements LiveSample {
  readonly sourceId: number;
  readonly at: number;
  readonly receivedAt: number;
  readonly intervalSeconds: number;

  constructor(
    { sourceId, at, receivedAt, intervalSeconds }: Omit<LiveSample, "values">,
    private readonly schema: StoredSchema,
    private readonly kept: () => readonly (number | null)[],
  ) {
    this.sourceId = sourceId;
    this.at = at;
    this.receivedAt = receivedAt;
    this.intervalSeconds = intervalSeconds;
  }

  get values(): Record<string, number | null> {
    return valuesByKey(this.schema, this.kept());
  }

  /** The line of the feed: `head` is what it begins with, as fields of JSON. */
  line(head: string): string {
    const { sourceId, at, receivedAt, intervalSeconds } = this;
    const times = `"sourceId":${sourceId},"at":${at},"receivedAt":${receivedAt},"intervalSeconds":${intervalSeconds}`;
    const names = namesOf(this.schema);
    const kept = this.kept();
    let values = "";
    for (let index = 0; index < names.length; index += 1) values += `${names[index]}${kept[index] ?? null}`;
    return `{${head},${times},"values":{${values}}}\n`;
  }
}

const named = new WeakMap<StoredSchema, readonly string[]>();

/** `"cpu_used_ratio":`, and from the second on with a comma before it: what stands before each value. */
function namesOf(schema: StoredSchema): readonly string[] {
  const known =
    named.get(schema) ?? schema.series.map(([key], index) => `${index === 0 ? "" : ","}${JSON.stringify(key)}:`);
  named.set(schema, known);
  return known;
}
