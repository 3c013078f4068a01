import { expect, test } from "vitest";
import { isRebootPending, nominalGhzOf, present } from "#agent/inventory-facts.ts";
import { sendInventoryDaily } from "#agent/inventory-run.ts";
import type { InventoryBody } from "#collector/protocol/push.ts";
import { ManualClock } from "./manual-clock.ts";

test.each([
  ["packages ask for it", ["vmlinuz-6.1.0-30-amd64"], ["reboot-required"], true],
  ["the running kernel is no longer installed", ["vmlinuz-6.1.0-37-amd64"], [], true],
  ["the running kernel is installed", ["vmlinuz-6.1.0-30-amd64", "vmlinuz-6.1.0-29-amd64"], [], false],
  ["there is no kernel at all, as in a container", [], [], false],
])("a reboot when %s", (_when, boot, run, expected) => {
  expect(isRebootPending("6.1.0-30-amd64", boot, run)).toBe(expected);
});

test.each([
  ["model name\t: Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz\ncpu MHz\t\t: 2893.202\n", 3.9, 2.1],
  ["model name\t: AMD EPYC\ncpu MHz\t\t: 2595.124\n", 2.6, 2.6],
  ["model name\t: AMD EPYC\ncpu MHz\t\t: 2595.124\n", 0, 2.6],
  ["", 0, undefined],
])("the nominal rate of %j is known", (cpuinfo, reported, expected) => {
  expect(nominalGhzOf(cpuinfo, reported)).toBe(expected);
});

test("what is unknown is left out", () => {
  expect(present({ a: "", b: "unknown", c: 0, d: null, e: undefined, f: "x", g: false })).toEqual({ f: "x", g: false });
});

test("the inventory is sent at start and daily, and again in five minutes when it fails", async () => {
  const clock = new ManualClock(0);
  const sent: { at: number; path: string; hostname?: string }[] = [];
  const lines: string[] = [];
  let status = 503;
  const stop = sendInventoryDaily({
    clock,
    log: (line) => lines.push(line),
    read: async () => ({ hostname: "web-1" }),
    post: async (path, body) => {
      const { at, inventory } = body as InventoryBody;
      sent.push({ at, path, hostname: inventory.hostname });
      return { status, body: "" };
    },
  });
  await clock.advance(0);
  status = 204;
  await clock.advance(300_000);
  await clock.advance(24 * 3_600_000);
  stop();
  await clock.advance(48 * 3_600_000);
  expect(sent.map(({ at }) => at)).toEqual([0, 300_000, 300_000 + 24 * 3_600_000]);
  expect(sent[0]).toMatchObject({ path: "/v1/inventory", hostname: "web-1" });
  expect(lines).toEqual(["inventory not sent: status 503"]);
});
