import type { SimulatedMachine } from "./machine.ts";

/*
 * The thirteen months of the demo as a list of what happened, each at a fixed time before the instant at which the demo was
 * first started (`storyAt`). Values, states and marks are made from it, and so is everything that later concepts tell of
 * the same time: an incident, a ticket or a backup that failed takes its instants here, by id.
 */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const STORY_DAYS = 396;
/** The project that all of it happens to, but for our own gap. */
export const STORY_PROJECT = "popgom";

/** In a gap nothing was heard at all; `unwatched` are only the checks, while machines and shop went on. */
export type HappeningKind =
  | "outage"
  | "gap"
  | "unwatched"
  | "maintenance"
  | "resize"
  | "clean_up"
  | "deployment"
  | "campaign"
  | "price_change";

export interface Happening {
  readonly id: string;
  readonly kind: HappeningKind;
  /** Epoch milliseconds, [at, until); an instant has until = at. */
  readonly at: number;
  readonly until: number;
  /** Machines that it is about: they are silent in an outage. */
  readonly machines: readonly string[];
  /** What is left of the shop's demand meanwhile; 1 where visitors notice nothing. */
  readonly demand: number;
}

type Told = Omit<Happening, "at" | "until"> & {
  readonly daysBefore: number;
  readonly hour: number;
  readonly hours: number;
};

const EVERY_MACHINE = ["lb-1", "lb-2", "web-1", "web-2", "app-1", "app-2", "db-1", "db-2", "orders-1"];

const TOLD: readonly Told[] = [
  { id: "database-down", kind: "outage", daysBefore: 311, hour: 14.2, hours: 0.8, machines: ["db-1"], demand: 0.03 },
  { id: "spring-campaign", kind: "campaign", daysBefore: 230, hour: 7, hours: 240, machines: [], demand: 1.12 },
  { id: "site-dark", kind: "outage", daysBefore: 191, hour: 1.4, hours: 2.35, machines: EVERY_MACHINE, demand: 0 },
  { id: "version-4", kind: "deployment", daysBefore: 160, hour: 4.5, hours: 0, machines: [], demand: 1 },
  { id: "collector-blind", kind: "gap", daysBefore: 128, hour: 9.1, hours: 5.2, machines: [], demand: 1 },
  { id: "database-resized", kind: "resize", daysBefore: 112, hour: 3, hours: 0.2, machines: ["db-1"], demand: 1 },
  { id: "disk-cleaned", kind: "clean_up", daysBefore: 75, hour: 6, hours: 0, machines: ["db-1"], demand: 1 },
  {
    id: "bad-release",
    kind: "outage",
    daysBefore: 58,
    hour: 18.6,
    hours: 0.6,
    machines: ["app-1", "app-2"],
    demand: 0.02,
  },
  { id: "version-5", kind: "deployment", daysBefore: 45, hour: 4.5, hours: 0, machines: [], demand: 1 },
  { id: "winter-campaign", kind: "campaign", daysBefore: 40, hour: 7, hours: 336, machines: [], demand: 1.1 },
  { id: "autumn-prices", kind: "price_change", daysBefore: 21, hour: 5, hours: 0, machines: [], demand: 1 },
  {
    id: "probe-restarted",
    kind: "unwatched",
    daysBefore: 16,
    hour: 11 + 20 / 60,
    hours: 16 / 60,
    machines: [],
    demand: 1,
  },
  { id: "system-patches", kind: "maintenance", daysBefore: 13, hour: 3, hours: 42 / 60, machines: [], demand: 0 },
  {
    id: "connections-full",
    kind: "outage",
    daysBefore: 11,
    hour: 19 + 41 / 60,
    hours: 23 / 60,
    machines: [],
    demand: 0,
  },
  { id: "version-5-1", kind: "deployment", daysBefore: 9, hour: 4.5, hours: 0, machines: [], demand: 1 },
  {
    id: "late-certificate",
    kind: "outage",
    daysBefore: 5,
    hour: 8 + 17 / 60,
    hours: 8 / 60,
    machines: [],
    demand: 0.2,
  },
];

/** Everything that happened before `storyAt`, oldest first. */
export function happenings(storyAt: number): readonly Happening[] {
  const known = lists.get(storyAt);
  if (known) return known;
  const midnight = Math.floor(storyAt / DAY_MS) * DAY_MS;
  const list = TOLD.map(({ daysBefore, hour, hours, ...told }): Happening => {
    const at = midnight - daysBefore * DAY_MS + Math.round(hour * HOUR_MS);
    return { ...told, at, until: at + Math.round(hours * HOUR_MS) };
  });
  lists.set(storyAt, list);
  return list;
}

const lists = new Map<number, readonly Happening[]>();

/** The happening of this id. Throws for an id that the story does not have. */
export function happening(storyAt: number, id: string): Happening {
  const found = happenings(storyAt).find((one) => one.id === id);
  if (!found) throw new Error(`The story has no ${id}`);
  return found;
}

/** What outages and campaigns leave of the demand for the shop. */
export function demandShare({ project, storyAt }: Pick<SimulatedMachine, "project" | "storyAt">, at: number): number {
  if (project !== STORY_PROJECT || at >= storyAt) return 1;
  let share = 1;
  for (const one of happenings(storyAt)) if (at >= one.at && at < one.until) share *= one.demand;
  return share;
}

/** Whether no sample of the machine was stored: it was down, or we were blind. */
export function isUnheard({ name, project, storyAt }: SimulatedMachine, at: number): boolean {
  if (at >= storyAt) return false;
  return happenings(storyAt).some(
    ({ kind, machines, ...one }) =>
      at >= one.at &&
      at < one.until &&
      (kind === "gap" || (kind === "outage" && project === STORY_PROJECT && machines.includes(name))),
  );
}

/** The machine as it was: before its resize it had a core less, of the same memory share. */
export function hardwareAt(machine: SimulatedMachine, at: number): SimulatedMachine {
  if (at >= machine.storyAt || machine.project !== STORY_PROJECT || machine.cores < 2) return machine;
  const resized = happening(machine.storyAt, "database-resized");
  if (!resized.machines.includes(machine.name) || at >= resized.at) return machine;
  const cores = machine.cores - 1;
  return { ...machine, cores, memoryBytes: Math.round((machine.memoryBytes * cores) / machine.cores) };
}
