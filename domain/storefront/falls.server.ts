import { and, desc, eq, gt, inArray, isNotNull, isNull, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { memberships, user } from "#db/schema/identity.ts";
import { contacts, projects } from "#db/schema/projects.ts";
import { sources } from "#db/schema/sources.ts";
import { orderFalls } from "#db/schema/storefront.ts";
import { recordEvent } from "#domain/events/record.server.ts";
import { asLocale } from "#domain/identity/mails.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";

import { shopSources } from "./history.server.ts";
import { fallLetter, type Letter, recoveryLetter } from "./letters.ts";
import { judgeSales, type Sales } from "./sales.server.ts";
import type { FallFacts } from "./verdict.ts";
import type { Reader } from "./words.ts";

export interface Fall {
  readonly id: number;
  readonly beganAt: number;
  readonly endedAt: number | null;
  readonly facts: FallFacts;
}

type ShopOfProject = Pick<typeof projects.$inferSelect, "id" | "slug" | "name" | "clientId" | "timeZone"> & {
  readonly people: readonly (string | null)[];
};

/** The newest fall of a project's orders that lasts or ended after `since`; undefined without one. */
export async function newestFall(db: Database, projectId: number, since: number): Promise<Fall | undefined> {
  const [row] = await db
    .select()
    .from(orderFalls)
    .where(and(eq(orderFalls.projectId, projectId), or(isNull(orderFalls.endedAt), gt(orderFalls.endedAt, since))))
    .orderBy(desc(orderFalls.id))
    .limit(1);
  return row && { ...row, facts: row.facts as FallFacts };
}

/**
 * Judges the shop of every project that has one, and tells falls and their ends: an event and mails, once each. A shop that
 * cannot be judged holds up no other; the first error is thrown when all were looked at.
 */
export async function watchSales(db: Database, store: MetricStore, now: number, link = pageOf): Promise<void> {
  const errors: unknown[] = [];
  for (const project of await shops(db)) {
    try {
      const sourceIds = await shopSources(db, project.id);
      const open = await newestFall(db, project.id, Number.MAX_SAFE_INTEGER);
      const sales = await judgeSales({ db, store, project, sourceIds }, { isFallen: open !== undefined }, now);
      await tell(db, project, open, sales, now, link(project.slug));
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

async function tell(
  db: Database,
  project: ShopOfProject,
  open: Fall | undefined,
  { judgement, fall }: Sales,
  now: number,
  link: string,
): Promise<void> {
  if (!open && fall) await begin(db, project, fall, now, link);
  // Silence ends no fall, and begins none: of orders that nobody counts nothing is known.
  if (open && judgement.kind === "selling") await end(db, project, open, now, link);
}

async function begin(db: Database, project: ShopOfProject, facts: FallFacts, now: number, link: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [inserted] = await tx
      .insert(orderFalls)
      .ignore()
      .values({ projectId: project.id, beganAt: facts.since, toldAt: new Date(now), facts, openProjectId: project.id });
    if (inserted.affectedRows === 0) return;
    const data = { fallId: inserted.insertId, beganAt: facts.since, facts };
    await recordEvent(tx, { type: "orders.fell", ...placeOf(project), data }, new Date(now));
    await mail(tx, project, (reader) => fallLetter(project.name, facts, link, reader), now);
  });
}

async function end(db: Database, project: ShopOfProject, open: Fall, now: number, link: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [updated] = await tx
      .update(orderFalls)
      .set({ endedAt: now, openProjectId: null })
      .where(and(eq(orderFalls.id, open.id), isNull(orderFalls.endedAt)));
    if (updated.affectedRows === 0) return;
    const data = { fallId: open.id, beganAt: open.beganAt, endedAt: now };
    await recordEvent(tx, { type: "orders.recovered", ...placeOf(project), data }, new Date(now));
    const facts = { ...open.facts, endedAt: now };
    await mail(tx, project, (reader) => recoveryLetter(project.name, facts, link, reader), now);
  });
}

function placeOf({ id, clientId }: ShopOfProject) {
  return { clientId, projectId: id };
}

/** One mail to each address: the client's contacts for the project or for all, and the staff of the project. */
async function mail(
  tx: Database,
  project: ShopOfProject,
  letter: (reader: Reader) => Letter,
  now: number,
): Promise<void> {
  const staffIds = project.people.filter((id) => id !== null);
  const [ofClient, staff] = await Promise.all([
    tx
      .select({ email: contacts.email, name: contacts.name })
      .from(contacts)
      .where(
        and(
          eq(contacts.clientId, project.clientId),
          isNotNull(contacts.email),
          or(isNull(contacts.projectId), eq(contacts.projectId, project.id)),
        ),
      ),
    tx
      .selectDistinct({ email: user.email, name: user.name, locale: user.locale })
      .from(user)
      .leftJoin(memberships, and(eq(memberships.userId, user.id), eq(memberships.projectId, project.id)))
      .where(
        and(
          isNull(user.lockedAt),
          or(staffIds.length > 0 ? inArray(user.id, staffIds) : undefined, isNotNull(memberships.id)),
        ),
      ),
  ]);
  const people = new Map<string, { name: string; locale: "fr" | "en" | "es" }>();
  for (const { email, name } of ofClient) if (email) people.set(email, { name, locale: "fr" });
  for (const { email, name, locale } of staff) people.set(email, { name, locale: asLocale(locale) });
  for (const [address, { name, locale }] of people) {
    const { timeZone } = project;
    await enqueueMail(tx, { to: { address, name }, locale, ...letter({ locale, timeZone }) }, new Date(now));
  }
}

/** Projects in use with an application that pushes. */
async function shops(db: Database): Promise<ShopOfProject[]> {
  const rows = await db
    .selectDistinct({ project: projects })
    .from(projects)
    .innerJoin(sources, and(eq(sources.projectId, projects.id), isNotNull(sources.applicationId)))
    .where(isNull(projects.retiredAt));
  return rows.map(({ project }) => ({ ...project, people: [project.projectManagerId, project.deputyManagerId] }));
}

function pageOf(slug: string): string {
  return new URL(`/projects/${slug}/storefront`, process.env.TIMONERIE_URL ?? "http://localhost:3000").href;
}
