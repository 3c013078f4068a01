import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "mysql2/promise";
import { beforeAll, expect, test } from "vitest";

import { type Platform, type PlatformOptions, startPlatform } from "#bin/platform/platform.ts";
import { openShopDatabase } from "#storefront/db/client.ts";
import { type Mailbox, openMailbox } from "#tests/support/mailbox.ts";
import { build } from "../../bin/build.mjs";
import { wrongsIn } from "./order-books.ts";
import {
  answeredBy,
  isPaid,
  leaseHolder,
  movedBy,
  purchase,
  type Tyre,
  tyreIn,
  unsentMails,
  writeMails,
} from "./platform-life.ts";

const PROMISED_GAP_MS = 1_500;
const WATCHED_MS = 4_000;
const STEP_MS = 50;
const WITHIN = { timeout: 60_000, interval: 100 };
/** An answer that comes this much later than the survivor's own is one that waited for the dead. */
const PROMPT_MS = 500;

beforeAll(() => build(), 180_000);

test(
  "one of two is killed in each tier, even in the middle of a purchase, and the shop stays open and sells",
  () =>
    withSellingPlatform(async (selling) => {
      const { platform, primary, replica } = selling;
      const tyre = await tyreIn(primary);
      await sellsThroughBothOfATier(selling, tyre);
      await sendsEachMailOnce(selling);

      expect(await gapAfterKilling(platform, { victim: "web-1", survivor: "web-2", path: "/" })).toSatisfy(isKept);
      await sellsWhileOneDies(selling, tyre);
      const last = await goesOnWithoutTheWorker(selling, tyre);

      expect(await wrongsIn(primary, { productId: tyre.id, stock: tyre.stock })).toEqual([]);
      await expect.poll(() => isPaid(replica, last), WITHIN).toBe(true);
    }),
  300_000,
);

test(
  "a balancer that checks nobody's health is found out",
  () =>
    withPlatform({ checks: false }, async (platform) => {
      expect(isKept(await gapAfterKilling(platform, { victim: "web-1", survivor: "web-2", path: "/" }))).toBe(false);
    }),
  180_000,
);

async function sellsThroughBothOfATier({ platform, directory, replica }: Selling, tyre: Tyre): Promise<void> {
  const number = await purchase(platform, tyre);
  await expect.poll(() => answeredBy(directory, "/commande"), WITHIN).toEqual(["app-1", "app-2"]);
  await expect.poll(() => isPaid(replica, number), WITHIN).toBe(true);
  await expect(replica.query("UPDATE products SET stock = 0")).rejects.toThrow("--read-only");
}

/** Both processes of the orders tier send. */
async function sendsEachMailOnce({ primary, mailbox }: Selling): Promise<void> {
  await writeMails(primary, 40);
  await expect.poll(() => unsentMails(primary), WITHIN).toBe(0);
  const ids = mailbox.mails.map(({ source }) => /^message-id: (.+)$/im.exec(source)?.[1]);
  expect(ids.length).toBeGreaterThan(40);
  expect(new Set(ids).size).toBe(ids.length);
}

async function sellsWhileOneDies({ platform, primary }: Selling, tyre: Tyre): Promise<void> {
  let gap: Promise<number> | undefined;
  const number = await purchase(platform, tyre, async (step) => {
    if (step !== 2) return;
    gap = gapAfterKilling(platform, { victim: "app-2", survivor: "app-1", path: "/panier" });
    await once(platform.processes.get("app-2") as ChildProcess, "exit");
  });
  expect(await gap).toSatisfy(isKept);
  await expect.poll(() => movedBy(platform, primary, number), WITHIN).not.toEqual([]);
}

/** Kills the process that moves the orders on; gives the number of an order that the other one took up. */
async function goesOnWithoutTheWorker({ platform, primary, mailbox }: Selling, tyre: Tyre): Promise<string> {
  const victim = await leaseHolder(platform, primary);
  const survivor = victim === "orders-1" ? "orders-2" : "orders-1";
  expect(await gapAfterKilling(platform, { victim, survivor, path: "/suivi" })).toSatisfy(isKept);
  const number = await purchase(platform, tyre);
  await expect.poll(() => movedBy(platform, primary, number), WITHIN).toEqual([survivor]);
  await expect.poll(() => mailbox.mails.some(({ text }) => text.includes(number)), WITHIN).toBe(true);
  return number;
}

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

interface Selling {
  readonly platform: Platform;
  /** Of its data and logs. */
  readonly directory: string;
  readonly primary: Pool;
  readonly replica: Pool;
  readonly mailbox: Mailbox;
}

/** A platform whose mails arrive somewhere. In its time no supplier answers yet: a refusal keeps the tyres off the stock. */
async function withSellingPlatform(use: (selling: Selling) => Promise<void>): Promise<void> {
  const mailbox = await openMailbox();
  const env = { SHOP_SMTP_URL: mailbox.url, SHOP_WORKFLOW_DAY_SECONDS: "86400" };
  const watched = withPlatform({ env }, async (platform, directory) => {
    const primary = openShopDatabase(platform.databases["db-1"], 2);
    const replica = openShopDatabase(platform.databases["db-2"], 2);
    await use({ platform, directory, primary: primary.pool, replica: replica.pool, mailbox }).finally(() =>
      Promise.all([primary.close(), replica.close()]),
    );
  });
  await watched.finally(() => mailbox.close());
}

async function withPlatform(
  options: PlatformOptions,
  use: (platform: Platform, directory: string) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "platform-"));
  const platform = await startPlatform(directory, 20_000 + Math.floor(Math.random() * 1_000) * 10, options);
  try {
    await use(platform, directory);
  } finally {
    await platform.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
