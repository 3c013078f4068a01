import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";

import { Spool, type SpoolLimits } from "#agent/spool.ts";

import { PowerCutDisk } from "./power-cut-disk.ts";
import { sampleAt } from "./samples.ts";

const disk = vi.hoisted(() => ({ current: undefined as undefined | { wrap(real: typeof fs): typeof fs } }));
vi.mock("node:fs", async (original) => {
  const real = await original<typeof fs>();
  const names = ["fdatasyncSync", "fsyncSync", "openSync", "unlinkSync"] as const;
  // Asked at each call: every cut has a disk of its own.
  const wrapped = Object.fromEntries(
    names.map((name) => [
      name,
      (...args: unknown[]) => {
        const place: Record<string, unknown> = disk.current ? { ...disk.current.wrap(real) } : { ...real };
        return (place[name] as (...given: unknown[]) => unknown)(...args);
      },
    ]),
  );
  return { ...real, ...wrapped };
});

const CUTS = process.env.TIMONERIE_LONG ? 20 : 5;
const LIMITS: SpoolLimits = { bytes: 1e9, ageMs: 1e15, segmentBytes: 3_000 };
const directories: string[] = [];

afterEach(() => {
  disk.current = undefined;
  for (const directory of directories.splice(0)) fs.rmSync(directory, { recursive: true, force: true });
});

test(`a power cut loses no sample that was synced, ${CUTS} times; a torn tail is cut off (D2)`, () => {
  for (let cut = 0; cut < CUTS; cut += 1) {
    const { kept, found } = afterCut(new PowerCutDisk());
    expect(kept.length).toBeGreaterThan(20);
    expect(kept.filter((at) => !found.has(at))).toEqual([]);
  }
});

test("the harness finds a disk that says it is synced and is not", () => {
  const lost = Array.from({ length: 5 }, () => {
    const { kept, found } = afterCut(new PowerCutDisk({ liesAboutSync: true }));
    return kept.filter((at) => !found.has(at)).length;
  });
  expect(Math.max(...lost)).toBeGreaterThan(0);
});

/** Spools with the collector mostly away, cuts the power at a random sample, and opens what is left. */
function afterCut(cutDisk: PowerCutDisk): { kept: number[]; found: Set<number> } {
  const [before, after] = [directoryOfTest(), directoryOfTest()];
  disk.current = cutDisk;
  const spool = new Spool(join(before, "spool"), () => 0, LIMITS);
  const acknowledged = new Set<number>();
  const last = 50 + Math.floor(Math.random() * 300);
  let synced = 0;
  for (let at = 1; at <= last; at += 1) {
    spool.append(sampleAt(at));
    // With the collector away each sample is synced; the last few before the cut may not be.
    if (at < last - 3) {
      spool.keep();
      synced = at;
    }
    const batch = at % 97 < 10 ? spool.next(20) : undefined;
    if (!batch) continue;
    for (const [sent] of batch.snapshots) acknowledged.add(sent);
    spool.settle(batch);
  }
  disk.current = undefined;
  cutDisk.restore(join(before, "spool"), join(after, "spool"));

  const survivor = new Spool(join(after, "spool"), () => 0, LIMITS);
  const found = new Set<number>();
  for (let batch = survivor.next(500); batch; batch = survivor.next(500)) {
    for (const [at] of batch.snapshots) found.add(at);
    survivor.settle(batch);
  }
  const kept = Array.from({ length: synced }, (_one, index) => index + 1).filter((at) => !acknowledged.has(at));
  return { kept, found };
}

function directoryOfTest(): string {
  const directory = fs.mkdtempSync(join(tmpdir(), "power-cut-"));
  directories.push(directory);
  return directory;
}
