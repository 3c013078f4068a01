import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { INTERVAL_MS, Load } from "./load.ts";
import { cpuSecondsOf, peakBytesOf } from "./processes.ts";
import { timonerie } from "./timonerie.ts";
import { victoriaMetrics } from "./victoria-metrics.ts";

const machines = Number(process.argv[2] ?? 1000);
const ticks = Number(process.argv[3] ?? 60);
const dir = mkdtempSync("/tmp/ing/probe-");
const load = new Load(machines, Math.floor(Date.now() / INTERVAL_MS) * INTERVAL_MS, 1);
const running = await (process.argv[4] === 'vm' ? victoriaMetrics : timonerie).start(dir, load);
if (!running) process.exit(1);
const [node, db = 1] = running.pids;
import { readFileSync } from "node:fs";
const split = () => { const f = readFileSync(`/proc/${node}/stat`, "utf8").split(") ")[1].split(" "); return [Number(f[11]) / 100, Number(f[12]) / 100]; };
const main = () => Number(readFileSync(`/proc/${node}/task/${node}/schedstat`, "utf8").split(" ")[0]) / 1e9;
try {
  const send = async (from: number, to: number) => {
    for (let tick = from; tick < to; tick += 1)
      await Promise.all(
        Array.from({ length: machines }, (_o, m) =>
          running.send(m, running.encode(m, load.snapshots(m, tick, tick + 1))),
        ),
      );
  };
  await send(-ticks, -ticks + 15);
  const s0 = split(), m0 = main(), c0 = [cpuSecondsOf([node]), cpuSecondsOf([db])],
    t0 = performance.now();
  await send(-ticks + 15, 0);
  const n = machines * (ticks - 15);
  const c1 = [cpuSecondsOf([node]), cpuSecondsOf([db])],
    t1 = performance.now();
  const s1 = split(), m1 = main();
  console.log(`  user ${((s1[0] - s0[0]) / n * 1e6).toFixed(1)} sys ${((s1[1] - s0[1]) / n * 1e6).toFixed(1)} main thread ${((m1 - m0) / n * 1e6).toFixed(1)}`);
  const us = (i: number) => ((c1[i] - c0[i]) / n) * 1e6;
  console.log(
    `node ${us(0).toFixed(1)} us, mariadb ${us(1).toFixed(1)} us, sum ${(us(0) + us(1)).toFixed(1)} us a request = ${(40 / (us(0) + us(1))).toFixed(2)} M/s; wall ${(((t1 - t0) / n) * 1000).toFixed(1)} us; peak ${(peakBytesOf([node]) / 1e6).toFixed(0)} + ${(peakBytesOf([db]) / 1e6).toFixed(0)} MB`,
  );
} finally {
  await running.stop();
}
