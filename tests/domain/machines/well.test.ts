import fc from "fast-check";
import { expect, test } from "vitest";

import { machineState } from "#domain/machines/state.ts";
import { isWell, judgedSeries } from "#domain/machines/well.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const KEYS = [
  "cpu_used_ratio",
  "memory_used_ratio",
  "memory_used_bytes",
  "memory_total_bytes",
  'filesystem_used_ratio{mount="/"}',
  'filesystem_used_ratio{mount="/var"}',
  'filesystem_inodes_used_ratio{mount="/"}',
  "filesystem_used_ratio_of_nobody",
  'network_received_bytes_per_second{interface="eth0"}',
  'network_sent_bytes_per_second{interface="eth0"}',
  'network_sent_bytes_per_second{interface="lo"}',
];

/** Around every threshold, and on it. */
const value = fc.option(fc.constantFrom(0, 0.1, 0.78, 0.7999, 0.8, 0.88, 0.8999, 0.9, 0.97, 0.98, 1), { nil: null });

test("a machine that was ok is well when the rule says ok, and not otherwise", () =>
  fc.assert(
    fc.property(
      fc.subarray(KEYS),
      fc.array(value, { minLength: KEYS.length, maxLength: KEYS.length }),
      fc.option(fc.constantFrom(0.1, 0.8999, 0.9), { nil: undefined }),
      fc.constantFrom(null, 0, 8, 16),
      (keys, drawn, cpuAverageRatio, contractedBandwidthBits) => {
        const values = Object.fromEntries(keys.map((key, position) => [key, drawn[position] ?? null]));
        const ruled = machineState({
          sample: { receivedAt: NOW, intervalSeconds: 10, values },
          now: NOW,
          contract: { contractedBandwidthBits },
          recorded: { state: "ok", finding: null },
          cpuAverageRatio,
        });
        const valueAt = (position: number) => values[keys[position] ?? ""] ?? Number.NaN;

        const found = isWell({ series: judgedSeries(keys), valueAt, contractedBandwidthBits, cpuAverageRatio });

        expect(found).toBe(ruled.state === "ok");
      },
    ),
    { numRuns: 1_000 },
  ));
