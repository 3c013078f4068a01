import { curveOf, type Series } from "#domain/capacity/forecast/forecast.server.ts";
import { DAY_MS } from "#domain/capacity/forecast/history.ts";

/** The history of a series up to an origin, and how many steps after it are asked. */
export interface ForecastTask {
  readonly seriesId: string;
  readonly origin: number;
  readonly horizon: number;
  /** The set that it is of: hourly, daily, disk_… */
  readonly file: string;
  readonly series: Series;
}

const GIVEN = "series_id,file,origin,horizon,m,timestamp,value";
const TOLD = "series_id,origin,step,mean,lo80,hi80,lo95,hi95";

/**
 * Reads `series_id,file,origin,horizon,m,timestamp,value`: one row a step, oldest first, equally spaced, UTC. A file
 * named disk… holds disks. Throws on what is no such table.
 */
export function parseTasks(text: string): ForecastTask[] {
  const [header, ...lines] = text.split(/\r?\n/).filter((line) => line !== "");
  if (header !== GIVEN) throw new Error(`The first line must be ${GIVEN}`);
  const found = new Map<string, { row: string[]; at: number[]; values: number[] }>();
  for (const line of lines) {
    const row = line.split(",");
    const [seriesId, , origin, , , timestamp, value] = row;
    const key = `${seriesId},${origin}`;
    const task = found.get(key) ?? { row, at: [], values: [] };
    found.set(key, task);
    // The first two say how far apart steps are.
    if (task.at.length < 2) task.at.push(Date.parse(utc(timestamp ?? "")));
    task.values.push(Number(value));
  }
  return Array.from(found.values(), ({ row, at, values }) => {
    const [seriesId = "", file = "", origin, horizon] = row;
    const stepMs = (at[1] ?? Number.NaN) - (at[0] ?? Number.NaN);
    const task = { seriesId, file, origin: Number(origin), horizon: Number(horizon) };
    if (![stepMs, task.origin, task.horizon, ...values].every(Number.isFinite))
      throw new Error(`${seriesId} has no numbers`);
    const kind = file.startsWith("disk") ? "disk" : "load";
    const perDay = kind === "disk" ? 1 : Math.max(1, Math.round(DAY_MS / stepMs));
    return { ...task, series: { kind, perDay, values: Float64Array.from(values), capacity: null } };
  });
}

/** Forecasts a task: rows of `series_id,origin,step,mean,lo80,hi80,lo95,hi95`. */
export function forecastRows({ seriesId, origin, horizon, series }: ForecastTask): string[] {
  const { mean, lower80, upper80, lower95, upper95 } = curveOf(series, horizon);
  return Array.from(mean, (value, at) =>
    [seriesId, origin, at + 1, value, lower80[at], upper80[at], lower95[at], upper95[at]].join(","),
  );
}

export function tableOfRows(rows: readonly string[]): string {
  return `${[TOLD, ...rows].join("\n")}\n`;
}

/** Without a zone an instant would be read by this machine's clock. */
function utc(timestamp: string): string {
  return /(Z|[+-]\d\d:?\d\d)$/.test(timestamp) || timestamp.length <= 10
    ? timestamp
    : `${timestamp.replace(" ", "T")}Z`;
}
