import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

import type { DeclaredSeries, Snapshot } from "#collector/protocol/push.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { sealTrouble } from "#db/metrics/seal-trouble.server.ts";

import { OwnServer } from "./own-server.ts";

const SERIES = Array.from({ length: 100 }, (_one, index): DeclaredSeries => [`noise_${index}`, "gauge"]);
const START = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 7_200_000;
const MEGABYTE = 1_048_576;

/** A disk of its own needs the right to mount one; where nobody has it, seal-outage.test.ts plants what MariaDB would say. */
const mayMount = spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "none", tmpdir()]).status === 0;

test.runIf(mayMount)(
  "a disk that fills up in the middle of a seal loses nothing, and once there is room all goes on (D10)",
  async () => {
    const mount = mkdtempSync(join(tmpdir(), "full-disk-"));
    const resize = (bytes: number, options = "remount,") =>
      execFileSync("mount", ["-t", "tmpfs", "-o", `${options}size=${Math.ceil(bytes / 1_024)}k`, "none", mount]);
    resize(800 * MEGABYTE, "");
    const directory = join(mount, "data");
    mkdirSync(directory);
    const server = await OwnServer.start(directory);
    try {
      const store = openMetricStore(server.handle.pool);
      const schema = await store.declareSchema(SERIES);
      const acknowledged: Snapshot[] = [];
      const append = async (from: number, count: number) => {
        const snapshots = Array.from(
          { length: count },
          (_one, index): Snapshot => [START + (from + index) * 1_000, ...SERIES.map(() => Math.random())],
        );
        await store.append([{ sourceId: 1, schema, snapshots }]);
        acknowledged.push(...snapshots);
      };
      for (let from = 0; from < 4_000; from += 200) await append(from, 200);

      const { blocks, bfree, bsize } = statfsSync(mount);
      resize((blocks - bfree) * bsize + MEGABYTE / 2);
      const failure = await store.seal(START + 7_200_000).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      expect(sealTrouble(failure)).toBe("The disk of the database is full.");
      // What finds no room is not acknowledged.
      for (let from = 4_000; from < 5_000; from += 200) await append(from, 200).catch(() => undefined);

      resize(800 * MEGABYTE);
      const freed = performance.now();
      await store.seal(START + 7_200_000);
      expect(performance.now() - freed).toBeLessThan(60_000);
      const stored = await store.snapshots({ sourceIds: [1], from: START, to: START + 7_200_000 });
      const found = new Map(stored.map(({ at, values }) => [at, values]));
      expect(stored).toHaveLength(found.size);
      for (const [at, ...values] of acknowledged) expect(found.get(at)).toEqual(values);
    } finally {
      await server.remove();
      execFileSync("umount", [mount]);
      rmSync(mount, { recursive: true, force: true });
    }
  },
  180_000,
);
