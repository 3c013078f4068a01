import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initSync, MSTL } from "@bsull/augurs/mstl";

let isReady = false;

/**
 * The next steps by seasons and trend (https://arxiv.org/abs/2107.13462), step 1 first; null where it finds no model.
 * Its program is read once a process or thread, from beside the package: the package's own way asks the network for it.
 */
export function seasonalTrend(values: Float64Array, periods: readonly number[], steps: number): Float64Array | null {
  begin();
  try {
    const model = MSTL.ets([...periods]);
    try {
      model.fit(values);
      const { point } = model.predict(steps);
      return point.every(Number.isFinite) ? Float64Array.from(point) : null;
    } finally {
      model.free();
    }
  } catch {
    return null;
  }
}

function begin(): void {
  if (isReady) return;
  const script = createRequire(import.meta.url).resolve("@bsull/augurs/mstl");
  initSync({ module: readFileSync(script.replace(/\.js$/, "_bg.wasm")) });
  isReady = true;
}
