import { simulate, WALL_CLOCK } from "./simulator.ts";

const SEED = 20_090_625;

/** The shoppers of the demo: a program of its own, which knows of the shop only its address, SHOP_URL. */
async function main(): Promise<void> {
  const url = process.env.SHOP_URL ?? "";
  if (!/^https?:\/\//.test(url)) throw new Error("SHOP_URL is not set: http://127.0.0.1:5000");
  const stopping = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stopping.abort());
  console.log(`shoppers: on their way to ${url}`);
  await simulate(url, { seed: Number(process.env.SHOPPERS_SEED || SEED), clock: WALL_CLOCK, signal: stopping.signal });
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
