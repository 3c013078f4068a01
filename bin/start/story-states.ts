import { happening, happenings, STORY_DAYS, STORY_PROJECT } from "#agent/simulate/happenings.ts";
import { profileOf } from "#agent/simulate/roles.ts";
import { filledRatio, isSilent, leakedRatio, silences } from "#agent/simulate/story.ts";
import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";
import { isSameState, type MachineState, machineState } from "#domain/machines/state.ts";
import type { FleetEntry } from "./fleet.ts";

const DAY_MS = 24 * 3_600_000;
const TEN_MINUTES_MS = 600_000;
/** Of the server's clock: so long nothing is heard before it is called silence. */
const SILENCE_MS = 60_000;

export interface StoryState extends MachineState {
  readonly at: number;
}

/**
 * What the collector would have recorded of a machine in the thirteen months before `until`: the real rule, on those values of
 * the story that can pass a threshold, and its silences. While we were blind nothing was recorded.
 */
export function storyStates(machine: FleetEntry, until: number): StoryState[] {
  const from = until - STORY_DAYS * DAY_MS;
  const gap = happening(machine.storyAt, "collector-blind");
  const quiet = [...outagesOf(machine), ...silences(machine, from, until)].filter(
    ({ from: at }) => at < gap.at || at >= gap.until,
  );
  const instants = new Set(quiet.flatMap((one) => [one.from + SILENCE_MS, one.to]));
  if (machine.story !== "steady") for (let at = from; at < until; at += TEN_MINUTES_MS) instants.add(at);
  instants.add(from);

  const states: StoryState[] = [];
  for (const at of [...instants].sort((one, other) => one - other)) {
    if (at < from || at >= until || (at >= gap.at && at < gap.until)) continue;
    const recorded = states.at(-1) ?? null;
    const after = stateAt(machine, at, recorded);
    if (!recorded || !isSameState(recorded, after)) states.push({ at, ...after });
  }
  return states;
}

function stateAt(machine: FleetEntry, at: number, recorded: MachineState | null): MachineState {
  if (isSilent(machine, at)) return machineState({ sample: null, lastSeenAt: at - SILENCE_MS, now: at + 1, recorded });
  const values: Record<string, number> = {};
  const filled = filledRatio(machine, at);
  const leaked = leakedRatio(machine, at);
  if (filled !== undefined) values[`filesystem_used_ratio{mount="${profileOf(machine.role).dataMount}"}`] = filled;
  if (leaked !== undefined) values.memory_used_ratio = leaked + 0.03;
  const sample = { receivedAt: at, intervalSeconds: IDLE_INTERVAL_SECONDS, values };
  return machineState({ sample, now: at, recorded });
}

function outagesOf({ project, name, storyAt }: FleetEntry): { from: number; to: number }[] {
  if (project !== STORY_PROJECT) return [];
  return happenings(storyAt)
    .filter(({ kind, machines }) => kind === "outage" && machines.includes(name))
    .map(({ at, until }) => ({ from: at, to: until }));
}
