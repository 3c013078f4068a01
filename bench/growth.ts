/**
 * What a machine costs: CPU of collector and database and memory of both, with 100, 1,000 and 10,000 simulated machines of 40
 * series that push every 10 s from another process. Each size begins with a fresh database and replays the last minutes first,
 * so that what is measured is a collector that has run for a while. What sealing costs is measured apart.
 * `npm run bench:growth [-- --sizes 100,1000,10000] [--seconds N] [--json FILE]`
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { whyNot } from "./growth/limits.ts";
import { type Cost, costOf } from "./growth/stage.ts";

const { values: given } = parseArgs({
  options: {
    sizes: { type: "string", default: "100,1000,10000" },
    seconds: { type: "string", default: "60" },
    json: { type: "string" },
  },
});
const AIM = { machines: 1_000, corePercent: 2, residentMb: 250 };

const seconds = Number(given.seconds);
const costs: Cost[] = [];
for (const size of given.sizes.split(",").map(Number)) {
  const refused = whyNot(size);
  if (refused) {
    console.log(`left out: ${refused}`);
    continue;
  }
  const began = Date.now();
  const cost = await costOf(size, seconds, (what) => {
    console.log(`${size} machines, ${Math.round((Date.now() - began) / 1_000)} s: ${what} …`);
  });
  costs.push(cost);
  console.log(
    `${size} machines: collector ${cost.collectorPercent} % of a core and ${cost.collectorMb} MB, MariaDB ${cost.databasePercent} % and ${cost.databaseMb} MB, sealing ${cost.sealingPercent} %`,
  );
}
console.table(costs);
const ours = costs.find(({ machines }) => machines === AIM.machines);
if (ours) {
  const met = ours.collectorPercent < AIM.corePercent && ours.collectorMb < AIM.residentMb;
  console.log(
    `aim: ${AIM.machines} machines under ${AIM.corePercent} % of a core and ${AIM.residentMb} MB: ${met ? "met" : "MISSED"}`,
  );
}
if (given.json) writeFileSync(given.json, JSON.stringify({ seconds, costs }, null, 1));
