import type { FeedLine } from "#collector/protocol/feed.ts";

import type { HeardSample } from "./heard-sample.ts";

/** Hears each change as it is published: the line as it goes over the wire, and what a newer line of it replaces. */
export type HubListener = (subject: string, line: string) => void;

/** Numbers the changes and hands them to whoever listens. A line is written as JSON once, however many read it. */
export class Hub {
  private readonly listeners = new Set<HubListener>();
  private published = 0;

  /** Number of the last change. */
  get sequence(): number {
    return this.published;
  }

  listen(listener: HubListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  publishSample(sample: HeardSample): void {
    const sequence = this.next();
    if (this.listeners.size === 0) return;
    this.tell(`sample ${sample.sourceId}`, sample.line(`"type":"sample","sequence":${sequence}`));
  }

  publishFact(fact: Pick<Extract<FeedLine, { type: "fact" }>, "sourceId" | "fact" | "at">): void {
    const sequence = this.next();
    this.tell(`fact ${fact.sourceId} ${fact.fact}`, lineOf({ type: "fact", sequence, ...fact }));
  }

  private next(): number {
    this.published += 1;
    return this.published;
  }

  private tell(subject: string, line: string): void {
    for (const listener of this.listeners) listener(subject, line);
  }
}

export function lineOf(line: FeedLine): string {
  return `${JSON.stringify(line)}\n`;
}
