import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Pool, RowDataPacket } from "mysql2/promise";

import type { Platform } from "#bin/platform/platform.ts";
import { buy } from "#storefront/shoppers/buying.ts";
import { Visitor } from "#storefront/shoppers/visitor.ts";
import { formWith } from "../storefront/checkout/buying.ts";

export interface Tyre {
  readonly id: number;
  readonly slug: string;
  readonly stock: number;
}

/** A tyre of which there are plenty. */
export async function tyreIn(pool: Pool): Promise<Tyre> {
  const [[tyre]] = await pool.query<RowDataPacket[]>(
    "SELECT id, slug, stock FROM products WHERE NOT hidden AND stock > 20 ORDER BY id LIMIT 1",
  );
  if (!tyre) throw new Error("no tyre is there in number");
  return { id: Number(tyre.id), slug: String(tyre.slug), stock: Number(tyre.stock) };
}

/**
 * Buys four tyres through the balancer, from the product's page to the tracking page; gives the order's number. Before the
 * nth step of the checkout `between` is waited for.
 */
export async function purchase(
  { url }: Platform,
  { slug }: Tyre,
  between: (step: number) => Promise<void> = async () => {},
): Promise<string> {
  const answers: string[] = [];
  const visitor = new Visitor(url, ({ path, status }) => answers.push(`${status} ${path}`));
  const product = await visitor.open(`/pneus/${slug}`);
  await visitor.submit(product, formWith(product, "product"), { quantity: "4" });
  let step = 0;
  const think = () => between(++step);
  const reached = await buy(visitor, await visitor.open("/commande"), { random: () => 0, think });
  if (reached !== "order") throw new Error(`came to ${reached} only: ${answers.join(", ")}`);
  // The confirmation gave the right to follow it: another tier takes that as its own.
  const tracking = await visitor.open("/suivi");
  const [number] = /PG-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(tracking.html) ?? [];
  if (!number) throw new Error(`the tracking page shows no order: ${answers.join(", ")}`);
  return number;
}

/** Names of the processes that answered what begins so, as the balancer tells. */
export function answeredBy(directory: string, path: string): string[] {
  const log = readFileSync(join(directory, "balancer.log"), "utf8");
  const lines = log.split("\n").map((line) => line.split(" "));
  const names = lines.filter(([, , , asked]) => asked?.startsWith(path)).map(([, , , , , , name = ""]) => name);
  return [...new Set(names)].toSorted();
}

/** Names of the processes whose workers moved an order on. */
export async function movedBy(platform: Platform, pool: Pool, number: string): Promise<string[]> {
  const [rows] = await pool.query<RowDataPacket[]>(
    "SELECT DISTINCT e.actor FROM workflow_events e JOIN orders o ON o.id = e.order_id WHERE o.number = ?",
    [number],
  );
  return rows.map(({ actor }) => processNamed(platform, actor)).filter((name) => name !== undefined);
}

/** The process that moves the orders on now, or did so last. */
export async function leaseHolder(platform: Platform, pool: Pool): Promise<string> {
  const [[row]] = await pool.query<RowDataPacket[]>("SELECT holder FROM workflow_leases");
  const name = processNamed(platform, String(row?.holder));
  if (!name) throw new Error(`${row?.holder} is no process of the platform`);
  return name;
}

/** A worker's name ends with its process's number and some of chance. */
function processNamed({ processes }: Platform, worker: string): string | undefined {
  return [...processes].find(([, { pid }]) => worker.includes(`-${pid}-`))?.[0];
}

export async function isPaid(pool: Pool, number: string): Promise<boolean> {
  const [[order]] = await pool.query<RowDataPacket[]>("SELECT paid_at FROM orders WHERE number = ?", [number]);
  return order !== undefined && order.paid_at !== null;
}

/** Puts so many mails into the outbox in one moment, so that whoever sends finds all of them due. */
export async function writeMails(pool: Pool, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_one, place) => [
    `reader-${place}@example.com`,
    "Pneus",
    "Bonjour",
    new Date(),
  ]);
  await pool.query("INSERT INTO outbox (recipient, subject, text, created_at) VALUES ?", [rows]);
}

export async function unsentMails(pool: Pool): Promise<number> {
  const [[row]] = await pool.query<RowDataPacket[]>("SELECT COUNT(*) AS unsent FROM outbox WHERE sent_at IS NULL");
  return Number(row?.unsent);
}
