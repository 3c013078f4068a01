import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compress } from "snappyjs";
import type { Snapshot } from "#collector/protocol/push.ts";

import type { Contender, RunningContender } from "./contender.ts";
import type { Load } from "./load.ts";
import { bytesUnder, freePort } from "./processes.ts";
import { installed, startServer } from "./program.ts";
import { PromQuestions } from "./prom-questions.ts";
import { writeRequest } from "./remote-write.ts";
import { postRequest, Wires } from "./wire.ts";

/** Prometheus as a receiver of remote-write: snappy and protobuf, one message a request. */
export const prometheus: Contender = {
  name: "Prometheus",

  async start(directory, load) {
    const program = installed("prometheus");
    if (!program) return undefined;
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const config = join(directory, "prometheus.yml");
    writeFileSync(config, "scrape_configs: []\n");
    const args = [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(directory, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--web.enable-remote-write-receiver",
      "--web.enable-admin-api",
    ];
    const server = await startServer(program, args, { health: `${url}/-/ready` });
    return new Running(server, port, url, directory, load);
  },
};

class Running implements RunningContender {
  readonly pids: readonly number[];
  readonly ask: PromQuestions;
  private readonly wires: Wires;
  private snapshot = "";

  constructor(
    private readonly server: { pid: number; stop(): Promise<void> },
    port: number,
    private readonly url: string,
    private readonly directory: string,
    private readonly load: Load,
  ) {
    this.pids = [server.pid];
    this.ask = new PromQuestions(url, load);
    this.wires = new Wires(port);
  }

  encode(machine: number, snapshots: readonly Snapshot[]): Buffer {
    const headers = { "content-encoding": "snappy", "content-type": "application/x-protobuf" };
    const message = compress(writeRequest(this.load.names, machine, snapshots));
    return postRequest("/api/v1/write", { ...headers, "x-prometheus-remote-write-version": "0.1.0" }, message);
  }

  async send(machine: number, encoded: Buffer): Promise<void> {
    const { status, body } = await this.wires.of(machine).ask(encoded);
    if (status !== 204) throw new Error(`Prometheus answers ${status}: ${body}`);
  }

  /** A snapshot with the head in it: every sample in a block, as it would be some hours later. */
  async flush(): Promise<void> {
    const answer = await fetch(`${this.url}/api/v1/admin/tsdb/snapshot`, { method: "POST" });
    this.snapshot = ((await answer.json()) as { data: { name: string } }).data.name;
  }

  async bytesOnDisk(): Promise<number> {
    return bytesUnder(join(this.directory, "data", "snapshots", this.snapshot));
  }

  async stop(): Promise<void> {
    this.wires.close();
    await this.server.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
