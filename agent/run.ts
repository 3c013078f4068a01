import { availableParallelism } from "node:os";
import { join } from "node:path";
import { tellBackups } from "./backups/run.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { AgentConfig } from "./config.ts";
import { FactBox } from "./fact-box.ts";
import { hostSensors } from "./host/index.ts";
import { ownCostSensor } from "./host/own-cost.ts";
import type { Sensor } from "./host/sensor.ts";
import { sendInventoryDaily } from "./inventory-run.ts";
import { Loop } from "./loop.ts";
import { machineReader } from "./machine-reader.ts";
import { pluginSensors } from "./plugins/index.ts";
import { Sender } from "./send.ts";
import { Spool } from "./spool.ts";
import { type Post, transportTo } from "./transport.ts";

export interface RunOptions {
  readonly clock?: Clock;
  readonly sensors?: readonly Sensor[];
  readonly log?: (line: string) => void;
  readonly transport?: { readonly post: Post; close(): void };
}

/** So long a push under way may hold up the agent's end; its samples are on disk. */
const LAST_PUSH_MS = 3_000;

/** Measures, spools and sends until it is stopped. */
export function runAgent(
  config: AgentConfig,
  { clock = systemClock, sensors, log = logLine, transport = transportTo(config.url, config.token) }: RunOptions = {},
) {
  const spool = new Spool(join(config.dataDirectory, "spool"), () => clock.now());
  const facts = new FactBox();
  const ownCost = ownCostSensor(() => spool.size);
  const backups = tellBackups({ dataDirectory: config.dataDirectory, post: transport.post, clock, log });
  const measured = sensors ?? [...hostSensors(), ...pluginSensors(config.dataDirectory)];
  const read = machineReader([...measured, ownCost, backups.sensor], availableParallelism(), facts, clock);
  const sender = new Sender({
    queue: spool,
    facts,
    post: transport.post,
    clock,
    log,
    onInterval: (seconds) => loop.setInterval(seconds),
  });
  let diskProblem: string | undefined;

  const loop = new Loop(clock, config.intervalSeconds, async () => {
    try {
      spool.append(await read(loop.intervalSeconds));
      tellDropped();
      tellDiskProblem();
      sender.wake();
    } catch (error) {
      log(`a sample was not taken: ${error instanceof Error ? error.stack : error}`);
    }
  });
  loop.start();
  const stopInventory = sendInventoryDaily({ post: transport.post, clock, log });

  return async function stop(): Promise<void> {
    stopInventory();
    backups.stop();
    await loop.stop();
    await Promise.race([sender.stop(), new Promise((resolve) => setTimeout(resolve, LAST_PUSH_MS).unref())]);
    spool.close();
    transport.close();
  };

  function tellDropped(): void {
    const { sum } = spool.dropped;
    if (sum) facts.put("samples_dropped", clock.now(), sum, () => spool.dropped.forget(sum));
  }

  function tellDiskProblem(): void {
    if (spool.diskProblem === diskProblem) return;
    diskProblem = spool.diskProblem;
    log(
      diskProblem
        ? `the spool cannot be written, samples wait in memory: ${diskProblem}`
        : "the spool is written again",
    );
  }
}

function logLine(line: string): void {
  console.error(line);
}
