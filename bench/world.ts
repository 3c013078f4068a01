import { hashPassword } from "better-auth/crypto";
import type { Pool, ResultSetHeader, RowDataPacket } from "mysql2/promise";

import type { DatabaseHandle } from "#db/client.server.ts";
import { memberships } from "#db/schema/identity.ts";
import { seedDemo } from "#db/seed/demo.ts";
import { tiers } from "#db/seed/large.ts";
import { insertClient } from "#db/seed/other-client.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";

import type { BenchMachine } from "./patterns.ts";
import { PASSWORD } from "./stack.ts";

/** Two clients are much larger than the others, as in life. Their project is what pages of one project are measured on. */
export const LARGEST_PROJECT = "projet-1";
export const LARGEST_CLIENT = "client-1";
const SHARES = [0.2, 0.1];
const DAY_MS = 24 * 3_600_000;
const ROWS_A_STATEMENT = 1_000;

/**
 * The demo's two clients and further ones, with so many machines in all, and (`withYear`) the people, journal, mails and changes of
 * state that a provider of that size has after thirteen months. The demo's project manager and client administrator also
 * belong to the largest client. Everybody's password is PASSWORD.
 */
export async function seedBenchWorld(
  { db, pool }: DatabaseHandle,
  {
    machines: count,
    clients,
    withYear = true,
  }: { readonly machines: number; readonly clients: number; readonly withYear?: boolean },
  now: number,
): Promise<BenchMachine[]> {
  const at = new Date(now);
  const demo = await seedDemo(db, await hashPassword(PASSWORD), at);
  const further = clients - 2;
  const rest = count - demo.popgom.machines.length - demo.other.machines.length;
  const sizes = Array.from({ length: further }, (_client, index) => Math.floor(rest * (SHARES[index] ?? 0)));
  const others = Math.floor((rest - sizes.reduce((sum, one) => sum + one, 0)) / Math.max(1, further - SHARES.length));
  for (const [index, size] of sizes.entries()) {
    const number = index + 1;
    const isLast = number === further;
    const taken = sizes.slice(0, index).reduce((sum, one) => sum + (one || others), 0);
    const made = await insertClient(
      db,
      {
        slug: `client-${number}`,
        name: `Client ${number}`,
        project: { slug: `projet-${number}`, name: `Projet ${number}`, summary: "boutique en ligne" },
        fleet: tiers(isLast ? rest - taken : size || others, 30 + index),
      },
      at,
    );
    if (number === 1) await grantLargest(db, made, at);
  }
  const machines = await machinesOfWorld(pool);
  if (!withYear) return machines;
  await insertPeople(pool, clients, at);
  await insertJournal(pool, at);
  await insertMails(pool, at);
  await insertStateChanges(pool, machines, at);
  await insertMarks(pool, at);
  return machines;
}

async function grantLargest(
  db: DatabaseHandle["db"],
  { clientId, projectId }: { clientId: number; projectId: number },
  grantedAt: Date,
): Promise<void> {
  await db.insert(memberships).values([
    { userId: DEMO_PEOPLE.pm.id, role: "project_manager", projectId, scope: `project:${projectId}`, grantedAt },
    { userId: DEMO_PEOPLE.clientAdmin.id, role: "client_admin", clientId, scope: `client:${clientId}`, grantedAt },
  ]);
}

async function machinesOfWorld(pool: Pool): Promise<BenchMachine[]> {
  const [rows] = await pool.query(
    `SELECT machines.id, sources.id AS sourceId, machines.name, machines.role, projects.slug AS project
     FROM machines JOIN sources ON sources.machine_id = machines.id JOIN projects ON projects.id = machines.project_id
     ORDER BY sources.id`,
  );
  return rows as BenchMachine[];
}

/** Five people a client. */
async function insertPeople(pool: Pool, clients: number, at: Date): Promise<void> {
  const people = Array.from({ length: clients * 5 }, (_person, index) => `bench-${index}`);
  await insert(
    pool,
    "user (id, name, email, email_verified, created_at, updated_at)",
    people.map((id, index) => [id, `Personne ${index}`, `${id}@example.test`, 1, at, at]),
  );
  await insert(
    pool,
    "memberships (user_id, role, client_id, scope, granted_at)",
    people.map((id, index) => [id, "viewer", 1 + (index % clients), `client:${1 + (index % clients)}`, at]),
  );
}

async function insertJournal(pool: Pool, at: Date): Promise<void> {
  const columns =
    "audit_entries (at, actor_id, actor_name, action, subject_type, subject_id, subject_name, client_id, project_id, detail)";
  const rows = Array.from({ length: 40_000 }, (_entry, index) => [
    new Date(at.getTime() - (40_000 - index) * 840_000),
    "demo-admin",
    "Lina Berthier",
    index % 3 === 0 ? "machine.rename" : "session.sign-in",
    index % 3 === 0 ? "machine" : "user",
    String(1 + (index % 900)),
    `web-${index % 30}`,
    1 + (index % 40),
    1 + (index % 40),
    "{}",
  ]);
  await insert(pool, columns, rows);
}

async function insertMails(pool: Pool, at: Date): Promise<void> {
  const columns =
    "outbox_mails (message_id, to_address, locale, subject, text_body, created_at, next_attempt_at, sent_at)";
  const rows = Array.from({ length: 4_000 }, (_mail, index) => [
    `<${index}@bench.test>`,
    `bench-${index % 200}@example.test`,
    "fr",
    `Message ${index}`,
    "Bonjour.\n".repeat(40),
    at,
    at,
    at,
  ]);
  await insert(pool, columns, rows);
}

/** A warning every nine days on each machine, over a few hours later, for thirteen months. */
async function insertStateChanges(pool: Pool, machines: readonly BenchMachine[], at: Date): Promise<void> {
  const finding = JSON.stringify({ kind: "disk", mount: "/var", ratio: 0.82 });
  const rows: unknown[][] = [];
  for (let day = 400; day > 0; day -= 1) {
    for (const { id } of machines) {
      const began = at.getTime() - day * DAY_MS + (id % 1_000) * 60_000;
      if (day === 400) rows.push([id, new Date(began), "ok", null]);
      if (day >= 400 || (id + day) % 9 !== 0) continue;
      rows.push([id, new Date(began), "warn", finding], [id, new Date(began + 7_200_000), "ok", null]);
    }
  }
  await insert(pool, "machine_state_changes (machine_id, at, state, finding)", rows);
}

/** A deployment a week in every project. */
async function insertMarks(pool: Pool, at: Date): Promise<void> {
  const [projects] = await pool.query<RowDataPacket[]>("SELECT id FROM projects ORDER BY slug = ? DESC, id", [
    LARGEST_PROJECT,
  ]);
  const rows = projects.flatMap(({ id }) =>
    Array.from({ length: 56 }, (_mark, week) => {
      const marked = new Date(at.getTime() - week * 7 * DAY_MS - 3_600_000);
      return [id, marked, "deployment", `Version ${56 - week}`, "demo-admin", "Lina Berthier", marked];
    }),
  );
  await insert(pool, "marks (project_id, at, kind, title, author_id, author_name, created_at)", rows);
}

/** `into` is the table with its columns. */
async function insert(pool: Pool, into: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    await pool.query<ResultSetHeader>(`INSERT INTO ${into} VALUES ?`, [rows.slice(start, start + ROWS_A_STATEMENT)]);
  }
}
