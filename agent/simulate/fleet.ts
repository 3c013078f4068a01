import { IDLE_INTERVAL_SECONDS, WATCHED_INTERVAL_SECONDS } from "#collector/protocol/push.ts";
import { type Clock, systemClock } from "../clock.ts";
import { FactBox } from "../fact-box.ts";
import { sendInventoryDaily } from "../inventory-run.ts";
import { Loop } from "../loop.ts";
import { MemoryQueue } from "../queue.ts";
import { sampleOf } from "../sample.ts";
import { Sender } from "../send.ts";
import { type Post, transportTo } from "../transport.ts";
import type { FleetMachine } from "./machine.ts";
import { chance } from "./noise.ts";
import { isSilent } from "./story.ts";
import { simulatedInventory, simulatedProcesses } from "./told.ts";
import { simulatedSchema, simulatedValues } from "./values.ts";

const TOP_PROCESSES_MS = 60_000;
const INVENTORIES_WITHIN_MS = 30_000;

/** How a machine reaches its collector. */
type Connect = (machine: FleetMachine) => { readonly post: Post; close(): void };

/** Lets every machine of the list speak the real protocol, each on a connection of its own, until it is stopped. */
export function runFleet(
  fleet: readonly FleetMachine[],
  log: (line: string) => void,
  clock: Clock = systemClock,
  connect: Connect = ({ url, token }) => transportTo(url, token),
) {
  const stops = fleet.map((machine) =>
    runMachine(machine, connect(machine), (line) => log(`${machine.project}/${machine.name}: ${line}`), clock),
  );
  return async function stop(): Promise<void> {
    await Promise.all(stops.map((stopMachine) => stopMachine()));
  };
}

function runMachine(machine: FleetMachine, transport: ReturnType<Connect>, log: (line: string) => void, clock: Clock) {
  const queue = new MemoryQueue();
  const facts = new FactBox();
  const schema = simulatedSchema(machine);
  const sender = new Sender({
    queue,
    facts,
    post: transport.post,
    clock,
    log,
    onInterval: (seconds) => loop.setInterval(seconds),
  });
  let topAt = Number.NEGATIVE_INFINITY;

  const loop = new Loop(clock, IDLE_INTERVAL_SECONDS, async () => {
    const at = clock.now();
    if (isSilent(machine, at)) return;
    if (at - topAt >= TOP_PROCESSES_MS || loop.intervalSeconds === WATCHED_INTERVAL_SECONDS) {
      facts.put("processes", at, simulatedProcesses(machine, at));
      topAt = at;
    }
    queue.append(sampleOf(schema, at, simulatedValues(machine, at)));
    sender.wake();
  });

  // Spread over the interval, and the same machine always at the same place of it.
  const place = chance(machine.seed, 0);
  loop.start(place * IDLE_INTERVAL_SECONDS * 1_000);
  let stopInventory = () => {};
  const cancelInventory = clock.after(place * INVENTORIES_WITHIN_MS, () => {
    const read = async () => simulatedInventory(machine, clock.now());
    stopInventory = sendInventoryDaily({ post: transport.post, clock, log, read });
  });

  return async function stop(): Promise<void> {
    cancelInventory();
    stopInventory();
    await loop.stop();
    transport.close();
    await sender.stop();
  };
}
