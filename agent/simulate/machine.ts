import { collectorUrl } from "../collector-url.ts";

/** What happens on a machine beside its daily work. */
export const STORIES = ["steady", "memory_leak", "filling_disk", "falls_silent"] as const;
export type Story = (typeof STORIES)[number];

export interface SimulatedMachine {
  readonly name: string;
  /** lb, web, app, db or orders; any other works like an office server. */
  readonly role: string;
  /** Machines of one project share its demand. */
  readonly project: string;
  readonly cores: number;
  readonly nominalGhz: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  readonly seed: number;
  readonly story: Story;
  /** Epoch milliseconds at which the story stands at its beginning: the disk at 81 %, the leak at 62 %. */
  readonly storyAt: number;
}

/** A simulated machine that pushes: where to, and as whom. */
export interface FleetMachine extends SimulatedMachine {
  readonly url: URL;
  readonly token: string;
}

/** The fleet of a JSON list. Seed, story and nominal rate may be left out. Throws, naming the entry, on anything else. */
export function parseFleet(text: string): FleetMachine[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new Error("the list of the fleet is not a list");
  return list.map((entry, index) => fleetMachineOf(entry, `entry ${index} of the fleet`));
}

/** A seed from the names, the same for ever. */
export function seedOf(project: string, name: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${project}/${name}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

function fleetMachineOf(entry: unknown, where: string): FleetMachine {
  const fields = (typeof entry === "object" && entry !== null ? entry : {}) as Record<string, unknown>;
  const text = (name: string) => {
    const value = fields[name];
    if (typeof value !== "string" || value === "") throw new Error(`${where} has no ${name}`);
    return value;
  };
  const positive = (name: string, otherwise?: number) => {
    const value = fields[name] ?? otherwise;
    if (typeof value !== "number" || !(value > 0)) throw new Error(`${where} has no ${name}`);
    return value;
  };
  const address = collectorUrl(text("url"));
  if ("refused" in address) throw new Error(`${where}: ${address.refused}`);
  const [name, project] = [text("name"), text("project")];
  return {
    url: address.url,
    token: text("token"),
    name,
    project,
    role: text("role"),
    cores: Math.round(positive("cores")),
    nominalGhz: positive("nominalGhz", 2),
    memoryBytes: positive("memoryBytes"),
    diskBytes: positive("diskBytes"),
    seed: typeof fields.seed === "number" ? fields.seed : seedOf(project, name),
    story: STORIES.find((story) => story === fields.story) ?? "steady",
    storyAt: positive("storyAt", Date.UTC(2026, 10, 1)),
  };
}
