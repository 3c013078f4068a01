import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";

import { type Platform, startPlatform } from "#bin/platform/platform.ts";
import { build } from "../../bin/build.mjs";

const PROMISED_GAP_MS = 1_500;
const WATCHED_MS = 4_000;
const STEP_MS = 50;
/** An answer that comes this much later than the survivor's own is one that waited for the dead. */
const PROMPT_MS = 500;

beforeAll(() => build(), 180_000);

test(
  "one of two is killed in each tier, and the shop stays open",
  () =>
    withPlatform({ checks: true }, async (platform) => {
      for (const [victim, survivor, path] of [
        ["web-1", "web-2", "/"],
        ["app-2", "app-1", "/panier"],
        ["orders-1", "orders-2", "/suivi"],
      ] as const) {
        const gap = await gapAfterKilling(platform, { victim, survivor, path });
        expect([victim, gap]).toEqual([victim, expect.toSatisfy(isKept)]);
      }
    }),
  180_000,
);

test(
  "a balancer that checks nobody's health is found out",
  () =>
    withPlatform({ checks: false }, async (platform) => {
      expect(isKept(await gapAfterKilling(platform, { victim: "web-1", survivor: "web-2", path: "/" }))).toBe(false);
    }),
  180_000,
);

function isKept(gapMs: number): boolean {
  return gapMs <= PROMISED_GAP_MS;
}

/** Milliseconds from the kill to the last request that was refused, lost, failed or kept waiting. */
async function gapAfterKilling(
  { url, processes, addresses }: Platform,
  { victim, survivor, path }: Record<"victim" | "survivor" | "path", string>,
): Promise<number> {
  const killedAt = performance.now();
  processes.get(victim)?.kill("SIGKILL");
  const asked: Promise<number>[] = [];
  while (performance.now() - killedAt < WATCHED_MS) {
    asked.push(badSince(`${url}${path}`, `${addresses.get(survivor)}${path}`, killedAt));
    await new Promise((wake) => setTimeout(wake, STEP_MS));
  }
  return Math.max(...(await Promise.all(asked)));
}

/** When the request was sent, if it went wrong; 0 if it was answered well, and as promptly as the survivor asked directly. */
async function badSince(url: string, direct: string, killedAt: number): Promise<number> {
  const sent = performance.now();
  const [balanced, control] = await Promise.all([answerOf(url), answerOf(direct)]);
  const isGood = balanced.status < 500 && balanced.milliseconds < control.milliseconds + PROMPT_MS;
  return isGood ? 0 : sent - killedAt;
}

/** Status 599 where nothing came. */
async function answerOf(url: string): Promise<{ status: number; milliseconds: number }> {
  const sent = performance.now();
  const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(20_000) }).catch(() => undefined);
  await answer?.body?.cancel();
  return { status: answer?.status ?? 599, milliseconds: performance.now() - sent };
}

async function withPlatform(options: { checks: boolean }, use: (platform: Platform) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "platform-"));
  const platform = await startPlatform(directory, 20_000 + Math.floor(Math.random() * 1_000) * 10, options);
  try {
    await use(platform);
  } finally {
    await platform.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
