/** The demo fleet: `simulate.js FILE`, the file being the JSON list that machine.ts describes. */
import { readFileSync } from "node:fs";
import { runFleet } from "./fleet.ts";
import { type FleetMachine, parseFleet } from "./machine.ts";

const fleet = readFleet(process.argv[2]);
if ("refused" in fleet) {
  console.error(fleet.refused);
  process.exit(1);
}
const stop = runFleet(fleet, (line) => console.error(line));
console.log(`${fleet.length} simulated machines`);
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => stop().finally(() => process.exit(0)));
}

function readFleet(path: string | undefined): FleetMachine[] | { refused: string } {
  if (!path) return { refused: "usage: simulate FILE" };
  try {
    return parseFleet(readFileSync(path, "utf8"));
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}
