import { and, asc, desc, eq, gt, gte, isNull, lt, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { contests, maintenanceWindows, reclassifications, services } from "#db/schema/availability.ts";
import { contractTerms } from "#db/schema/projects.ts";

import { type Account, type AccountedMonth, accountMonth } from "./account.ts";
import { evidenceOf } from "./evidence.server.ts";
import type { Stretch } from "./ledger.ts";
import { type Month, monthAfter, monthStretch } from "./months.ts";
import { isAnnouncedInTime } from "./notice.ts";
import type { Service, ShownContest, ShownMaintenance, ShownReclassification } from "./service.ts";

/** What the project promises, in the order in which it was promised. */
export async function servicesOf(db: Database, projectId: number): Promise<Service[]> {
  return db
    .select({
      id: services.id,
      slug: services.slug,
      name: services.name,
      quorum: services.quorum,
      promisedRatio: services.promisedRatio,
    })
    .from(services)
    .where(eq(services.projectId, projectId))
    .orderBy(asc(services.id));
}

interface OfProject {
  readonly id: number;
  readonly timeZone: string;
}

/** Everything that the ledger of a service is made of, within a stretch. `service` is of this project (`servicesOf`). */
export async function accountOf(
  db: Database,
  project: OfProject,
  service: Service,
  stretch: Stretch,
  now = Date.now(),
): Promise<Account> {
  const [parts, maintenance, decisions] = await Promise.all([
    evidenceOf(db, project.id, service.id, stretch, now),
    maintenanceOf(db, project, stretch),
    reclassificationsOf(db, service.id, stretch),
  ]);
  return { service, timeZone: project.timeZone, parts, maintenance, reclassifications: decisions, now };
}

/** A month of each service of a project, as far as it is over. */
export async function monthOfServices(
  db: Database,
  project: OfProject,
  month: Month,
  now = Date.now(),
): Promise<{ service: Service; accounted: AccountedMonth }[]> {
  const stretch = monthStretch(month, project.timeZone);
  const found = await servicesOf(db, project.id);
  return Promise.all(
    found.map(async (service) => ({
      service,
      accounted: accountMonth(await accountOf(db, project, service, stretch, now), month),
    })),
  );
}

/** The stretch of so many months that end with this one, on the zone's clocks. */
export function monthsBack(month: Month, count: number, timeZone: string): Stretch {
  return { from: monthStretch(monthAfter(month, 1 - count), timeZone).from, to: monthStretch(month, timeZone).to };
}

/** Windows that touch the stretch and were not called off, oldest first. */
async function maintenanceOf(db: Database, project: OfProject, { from, to }: Stretch): Promise<ShownMaintenance[]> {
  const windows = await db
    .select({
      id: maintenanceWindows.id,
      title: maintenanceWindows.title,
      from: maintenanceWindows.from,
      to: maintenanceWindows.to,
      announcedAt: maintenanceWindows.announcedAt,
      approvedAt: maintenanceWindows.approvedAt,
    })
    .from(maintenanceWindows)
    .where(
      and(
        eq(maintenanceWindows.projectId, project.id),
        isNull(maintenanceWindows.cancelledAt),
        lt(maintenanceWindows.from, to),
        or(isNull(maintenanceWindows.to), gt(maintenanceWindows.to, from)),
      ),
    )
    .orderBy(asc(maintenanceWindows.from), asc(maintenanceWindows.id));
  if (windows.length === 0) return [];
  const terms = await db.select().from(contractTerms).where(eq(contractTerms.projectId, project.id));
  return windows.map(({ announcedAt, ...window }) => ({
    ...window,
    isAnnounced: isAnnouncedInTime({ ...window, announcedAt }, terms, project.timeZone),
  }));
}

/** Staff's decisions on the stretch, newest first. */
async function reclassificationsOf(
  db: Database,
  serviceId: number,
  { from, to }: Stretch,
): Promise<ShownReclassification[]> {
  const rows = await db
    .select()
    .from(reclassifications)
    .where(
      and(eq(reclassifications.serviceId, serviceId), lt(reclassifications.from, to), gt(reclassifications.to, from)),
    )
    .orderBy(desc(reclassifications.createdAt), desc(reclassifications.id));
  return rows.map(({ id, from: begin, to: end, verdict, reason, authorName, createdAt }) => ({
    id,
    from: begin,
    to: end,
    verdict,
    reason,
    authorName,
    decidedAt: createdAt.getTime(),
  }));
}

/** What the client contested of the stretch, newest first, with the answers. */
export async function contestsOf(db: Database, serviceId: number, { from, to }: Stretch): Promise<ShownContest[]> {
  const rows = await db
    .select()
    .from(contests)
    .where(and(eq(contests.serviceId, serviceId), lt(contests.from, to), gt(contests.to, from)))
    .orderBy(desc(contests.createdAt), desc(contests.id));
  return rows.map(({ id, from: begin, to: end, text, authorName, createdAt, ...answered }) => ({
    id,
    from: begin,
    to: end,
    text,
    authorName,
    at: createdAt.getTime(),
    answer:
      answered.answer === null || answered.answeredAt === null
        ? null
        : {
            text: answered.answer,
            authorName: answered.answeredByName ?? "",
            at: answered.answeredAt.getTime(),
          },
  }));
}

/** Whether staff decided anything on a stretch of the project's services since an instant. */
export async function decidedSince(
  db: Database,
  projectId: number,
  { from, to }: Stretch,
  since: Date,
): Promise<boolean> {
  const [found] = await db
    .select({ id: reclassifications.id })
    .from(reclassifications)
    .innerJoin(services, eq(services.id, reclassifications.serviceId))
    .where(
      and(
        eq(services.projectId, projectId),
        lt(reclassifications.from, to),
        gt(reclassifications.to, from),
        gte(reclassifications.createdAt, since),
      ),
    )
    .limit(1);
  return found !== undefined;
}
