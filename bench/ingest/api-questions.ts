import type { Point, Questions } from "./contender.ts";
import { machineName } from "./enrol.ts";
import { INTERVAL_MS, type Load } from "./load.ts";
import { HOUR_MS } from "./month.ts";

/** The most that the public API answers at once. */
const MOST_POINTS = 10_000;
const MOST_SERIES = 100;

interface ApiSeries {
  readonly key: string;
  readonly points: readonly (readonly [at: number, average: number])[];
}

/** The questions to our public API; in several requests at once where one may not ask for so much. */
export class ApiQuestions implements Questions {
  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly load: Load,
  ) {}

  async raw(machine: number, series: number, from: number, to: number): Promise<Point[]> {
    const spanMs = (MOST_POINTS - 1) * INTERVAL_MS;
    const spans = Array.from({ length: Math.ceil((to - from) / spanMs) }, (_one, index) => from + index * spanMs);
    const name = this.load.names[series] ?? "";
    const parts = await Promise.all(spans.map((at) => this.range(machine, [name], at, Math.min(to, at + spanMs))));
    return parts.flatMap((found) => pointsOf(found, name));
  }

  async everySeries(machine: number, from: number, to: number): Promise<Point[][]> {
    const { names } = this.load;
    const parts = Array.from({ length: Math.ceil(names.length / MOST_SERIES) }, (_one, index) =>
      names.slice(index * MOST_SERIES, (index + 1) * MOST_SERIES),
    );
    const found = (await Promise.all(parts.map((some) => this.range(machine, some, from, to)))).flat();
    return names.map((name) => pointsOf(found, name));
  }

  async hourly(machine: number, series: number, from: number, to: number): Promise<Point[]> {
    const name = this.load.names[series] ?? "";
    return pointsOf(await this.range(machine, [name], from, to, HOUR_MS), name);
  }

  async top(series: number, limit: number): Promise<{ machine: number; value: number }[]> {
    const to = new Date(this.load.end).toISOString();
    const query = { series: this.load.names[series] ?? "", by: "newest", limit: String(limit), to };
    const found = await this.ask<{ machine: string; value: number }[]>("top", new URLSearchParams(query));
    return found.map(({ machine, value }) => ({ machine: Number(machine.split("-")[1]), value }));
  }

  private range(
    machine: number,
    names: readonly string[],
    from: number,
    to: number,
    stepMs = INTERVAL_MS,
  ): Promise<ApiSeries[]> {
    const query = new URLSearchParams({
      machine: machineName(machine),
      // As the others answer: one value a point.
      only: "average",
      // Samples lie on both sides of the edges of their steps: one step more.
      maxPoints: String(Math.floor((to - from) / stepMs) + (stepMs === INTERVAL_MS ? 1 : 0)),
      ...instants(from, to),
    });
    for (const name of names) query.append("series", name);
    return this.ask("range", query);
  }

  private async ask<T>(what: string, query: URLSearchParams): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1/projects/bench/metrics/${what}?${query}`, {
      headers: { authorization: `Bearer ${this.token}` },
    });
    if (!answer.ok) throw new Error(`${what} is answered with ${answer.status}: ${await answer.text()}`);
    return ((await answer.json()) as { data: T }).data;
  }
}

function pointsOf(found: readonly ApiSeries[], name: string): Point[] {
  return (found.find(({ key }) => key === name)?.points ?? []).map(([at, average]) => [at, average]);
}

function instants(from: number, to: number): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
