import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";

import { type Platform, startPlatform } from "#bin/platform/platform.ts";
import { build } from "../../bin/build.mjs";

const PROMISED_GAP_MS = 1_500;
const WATCHED_MS = 4_000;
const STEP_MS = 25;
/** Slower than this is no answer to a shopper who waits while the rest is killed. */
const PROMPT_MS = 500;

beforeAll(() => build(), 180_000);

test(
  "one of two is killed in each tier, and the shop stays open",
  () =>
    withPlatform({ checks: true }, async (platform) => {
      for (const [name, path] of [
        ["web-1", "/"],
        ["app-2", "/panier"],
        ["orders-1", "/suivi"],
      ] as const) {
        expect([name, await gapAfterKilling(platform, name, path)]).toEqual([name, expect.toSatisfy(isKept)]);
      }
    }),
  180_000,
);

test(
  "a balancer that checks nobody's health is found out",
  () =>
    withPlatform({ checks: false }, async (platform) => {
      expect(isKept(await gapAfterKilling(platform, "web-1", "/"))).toBe(false);
    }),
  180_000,
);

function isKept(gapMs: number): boolean {
  return gapMs <= PROMISED_GAP_MS;
}

/** Milliseconds from the kill to the last request that was refused, lost, failed or slow. */
async function gapAfterKilling({ url, processes }: Platform, name: string, path: string): Promise<number> {
  const killedAt = performance.now();
  processes.get(name)?.kill("SIGKILL");
  const asked: Promise<number>[] = [];
  while (performance.now() - killedAt < WATCHED_MS) {
    asked.push(badSince(`${url}${path}`, killedAt));
    await new Promise((wake) => setTimeout(wake, STEP_MS));
  }
  return Math.max(...(await Promise.all(asked)));
}

/** When the request was sent, if it went wrong; 0 if it was answered well and promptly. */
async function badSince(url: string, killedAt: number): Promise<number> {
  const sent = performance.now();
  const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
  await answer?.body?.cancel();
  const isGood = answer !== undefined && answer.status < 500 && performance.now() - sent < PROMPT_MS;
  return isGood ? 0 : sent - killedAt;
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
