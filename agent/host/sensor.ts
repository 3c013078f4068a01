import { readFileSync } from "node:fs";
import { metricOf, seriesKey } from "#collector/protocol/metrics.ts";

/** Values by series key. A series that exists but has no value now (the first reading of a rate) is null. */
export type Values = Map<string, number | null>;

/** Reads one thing of the machine. It may throw: the reading is then reported as failed and left out. */
export interface Sensor {
  readonly name: string;
  /** `monotonicMs` is the agent's own clock, on which rates are taken. */
  read(monotonicMs: number): Values | Promise<Values>;
}

/** Thrown by a sensor that could read a part: the part is sent, and the rest is reported as failed. */
export class PartialReading extends Error {
  constructor(
    message: string,
    readonly values: Values,
  ) {
    super(message);
  }
}

/** Where the kernel's files are mounted; tests and containers that watch their host put others here. */
export interface HostRoots {
  readonly proc: string;
  readonly sys: string;
}

export const HOST_ROOTS: HostRoots = { proc: "/proc", sys: "/sys" };

/** Text of a kernel file. Reading is synchronous: these files are made in memory and cost microseconds. */
export function readText(path: string): string {
  return readFileSync(path, "utf8");
}

/** Text of a kernel file that not every machine has; undefined where it is absent or its feature is switched off. */
export function readOptionalText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (ABSENT.has((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

const ABSENT = new Set(["ENOENT", "ENOTDIR", "EOPNOTSUPP", "ENOTSUP", "ENODEV"]);

/** The key of a metric of the catalogue; label values in the order of the catalogue's label names. */
export function series(name: string, first: string, second?: string): string {
  const labelled = second === undefined ? first : `${first}\0${second}`;
  const known = keys.get(name)?.get(labelled);
  if (known !== undefined) return known;

  const [one = "", other = ""] = metricOf(name)?.labels ?? [];
  const key = seriesKey(name, second === undefined ? { [one]: first } : { [one]: first, [other]: second });
  const ofName = keys.get(name) ?? new Map<string, string>();
  // Interfaces of short-lived containers have ever new names: the memory must not grow with them.
  if (ofName.size >= 5_000) ofName.clear();
  keys.set(name, ofName.set(labelled, key));
  return key;
}

const keys = new Map<string, Map<string, string>>();

/** Splits on any run of blanks, leading ones left out. */
export function columnsOf(line: string): string[] {
  return line.trim().split(/\s+/);
}
