import type { Point, Questions } from "./contender.ts";
import type { Load } from "./load.ts";
import { HOUR_MS } from "./month.ts";

interface PromSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
  readonly values: readonly (readonly [number, string])[];
}

/** The questions in PromQL over HTTP, for those who speak it. */
export class PromQuestions implements Questions {
  constructor(
    private readonly url: string,
    private readonly load: Load,
  ) {}

  async raw(machine: number, series: number, from: number, to: number): Promise<Point[]> {
    const [found] = await this.query(`${this.load.names[series]}{machine="${machine}"}[${seconds(from, to)}]`, to);
    return pointsOf(found);
  }

  async everySeries(machine: number, from: number, to: number): Promise<Point[][]> {
    const found = await this.query(`{machine="${machine}"}[${seconds(from, to)}]`, to);
    return this.load.names.map((name) => pointsOf(found.find(({ metric }) => metric.__name__ === name)));
  }

  async hourly(machine: number, series: number, from: number, to: number): Promise<Point[]> {
    const query = `avg_over_time(${this.load.names[series]}{machine="${machine}"}[1h])`;
    // An hour is told at its end.
    const range = { start: String((from + HOUR_MS) / 1_000), end: String(to / 1_000), step: "3600" };
    const [found] = await this.answer("query_range", { query, ...range });
    return pointsOf(found).map(([at, value]) => [at - HOUR_MS, value]);
  }

  async top(series: number, limit: number): Promise<{ machine: number; value: number }[]> {
    const found = await this.query(`topk(${limit}, ${this.load.names[series]})`, this.load.end);
    return found
      .map(({ metric, value }) => ({ machine: Number(metric.machine), value: Number(value[1]) }))
      .sort((one, other) => other.value - one.value);
  }

  private query(query: string, at: number): Promise<PromSeries[]> {
    return this.answer("query", { query, time: String(at / 1_000) });
  }

  private async answer(what: string, asked: Readonly<Record<string, string>>): Promise<PromSeries[]> {
    const answer = await fetch(`${this.url}/api/v1/${what}?${new URLSearchParams({ ...asked, nocache: "1" })}`);
    if (!answer.ok) throw new Error(`${asked.query} is answered with ${answer.status}: ${await answer.text()}`);
    return ((await answer.json()) as { data: { result: PromSeries[] } }).data.result;
  }
}

function pointsOf(series: PromSeries | undefined): Point[] {
  return (series?.values ?? []).map(([at, value]) => [Math.round(at * 1_000), Number(value)]);
}

function seconds(from: number, to: number): string {
  return `${(to - from) / 1_000}s`;
}
