import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import type { Contender } from "./contender.ts";
import { INTERVAL_MS, Load } from "./load.ts";
import { narrowRows } from "./narrow-rows.ts";
import { prometheus } from "./prometheus.ts";
import { printTables } from "./report.ts";
import { type Measured, type Plan, runRound } from "./round.ts";
import { timonerie } from "./timonerie.ts";
import { victoriaMetrics } from "./victoria-metrics.ts";

/**
 * Ours beside the systems that people use today, on the same seeded load.
 * `npm run bench [-- --quick --rounds N --hours N --machines N --only NAME,… --json FILE]`
 */
const CONTENDERS = [timonerie, victoriaMetrics, prometheus, narrowRows] as const;

const { values: asked } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    machines: { type: "string" },
    rounds: { type: "string" },
    hours: { type: "string" },
    only: { type: "string" },
    json: { type: "string" },
  },
});
const machines = Number(asked.machines ?? (asked.quick ? 400 : 1_000));
/** A quick round of all four takes about five minutes. */
const rounds = Number(asked.rounds ?? (asked.quick ? 1 : 3));
const plan: Plan = {
  ticks: (Number(asked.hours ?? (asked.quick ? 1 : 2)) * 3_600_000) / INTERVAL_MS,
  oneByOne: 110,
  deepMachines: asked.quick ? 5 : 20,
};
const contenders = CONTENDERS.filter(
  ({ name }) =>
    !asked.only || asked.only.split(",").some((wanted) => name.toLowerCase().includes(wanted.toLowerCase())),
);

const directory = mkdtempSync(join(tmpdir(), "timonerie-bench-"));
const measured = new Map<string, Measured[]>();
try {
  for (let round = 1; round <= rounds; round += 1) {
    for (const contender of contenders) {
      console.log(`round ${round} of ${rounds}: ${contender.name}`);
      const load = new Load(machines, Math.floor(Date.now() / INTERVAL_MS) * INTERVAL_MS, round);
      const result = await runRound<never>(
        contender as Contender<never>,
        join(directory, `${round}-${contender.name}`),
        load,
        plan,
      );
      if (result) measured.set(contender.name, [...(measured.get(contender.name) ?? []), result]);
    }
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
printTables(measured);
if (asked.json)
  writeFileSync(asked.json, JSON.stringify({ machines, plan, rounds: Object.fromEntries(measured) }, null, 2));
