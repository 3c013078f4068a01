import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Snapshot } from "#collector/protocol/push.ts";

import type { Contender, RunningContender } from "./contender.ts";
import type { Load } from "./load.ts";
import { hoursOf, samplesOfHour } from "./month.ts";
import { bytesUnder, freePort } from "./processes.ts";
import { installed, startServer } from "./program.ts";
import { PromQuestions } from "./prom-questions.ts";
import { postRequest, Wires } from "./wire.ts";

/** Longer than its -inmemoryDataFlushInterval. */
const TO_DISK_MS = 7_000;

/** VictoriaMetrics, fed with Influx lines: the cheapest of the forms that it takes, one line a snapshot. */
export const victoriaMetrics: Contender = {
  name: "VictoriaMetrics",

  async start(directory, load) {
    const program = installed("victoria-metrics");
    if (!program) return undefined;
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const data = join(directory, "data");
    const args = [
      `-storageDataPath=${data}`,
      `-httpListenAddr=127.0.0.1:${port}`,
      "-influxSkipMeasurement",
      "-retentionPeriod=100y",
      "-search.latencyOffset=0s",
    ];
    const server = await startServer(program, args, { health: `${url}/health` });
    return new Running(server, port, url, data, load);
  },
};

class Running implements RunningContender {
  readonly pids: readonly number[];
  readonly ask: PromQuestions;
  private readonly wires: Wires;

  constructor(
    private readonly server: { pid: number; stop(): Promise<void> },
    port: number,
    private readonly url: string,
    private readonly data: string,
    private readonly load: Load,
  ) {
    this.pids = [server.pid];
    this.ask = new PromQuestions(url, load);
    this.wires = new Wires(port);
  }

  encode(machine: number, snapshots: readonly Snapshot[]): Buffer {
    const lines = snapshots.map(([at, ...values]) => {
      const fields = values.map((value, series) => `${this.load.names[series]}=${value}`);
      return `m,machine=${machine} ${fields.join(",")} ${at}\n`;
    });
    return postRequest("/write?precision=ms", {}, lines.join(""));
  }

  async send(machine: number, encoded: Buffer): Promise<void> {
    const { status, body } = await this.wires.of(machine).ask(encoded);
    if (status !== 204) throw new Error(`VictoriaMetrics answers ${status}: ${body}`);
  }

  async loadMonth(machine: number, month: { readonly from: number; readonly to: number }): Promise<void> {
    for (const hour of hoursOf(month)) {
      await this.send(machine, this.encode(machine, samplesOfHour(this.load, machine, hour)));
    }
  }

  /** What is searchable is in memory still; it goes to the disk by itself, every five seconds. */
  async flush(): Promise<void> {
    await fetch(`${this.url}/internal/force_flush`);
    await new Promise((written) => setTimeout(written, TO_DISK_MS));
  }

  async bytesOnDisk(): Promise<number> {
    return bytesUnder(this.data);
  }

  async stop(): Promise<void> {
    this.wires.close();
    await this.server.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}
