import { and, inArray, isNotNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { serviceParts } from "#db/schema/availability.ts";
import { ledgerOf, type Segment, type Stretch } from "#domain/availability/ledger.ts";
import { accountOf, servicesOf } from "#domain/availability/queries.server.ts";
import { incidentsSince } from "#domain/incidents/queries.server.ts";

import { interruptionsOf, standingOf, statusDays, statusStretch } from "./days.ts";
import { headlineOf } from "./headline.ts";
import type { StatusComponent, StatusPage } from "./page.ts";
import type { ComponentPicture, StatusPicture } from "./picture.ts";
import { type ShownComponent, type ToldIncident, toldIncident } from "./told.ts";

/** More in 90 days is no list that anybody reads. */
const MOST_INCIDENTS = 100;

interface OfProject {
  readonly id: number;
  readonly timeZone: string;
}

/** The page's present and its last 90 days. */
export async function statusPicture(
  db: Database,
  project: OfProject,
  page: StatusPage,
  now = Date.now(),
): Promise<StatusPicture> {
  const stretch = statusStretch(now, project.timeZone);
  const [components, told] = await Promise.all([
    componentPictures(db, project, page, stretch, now),
    toldIncidents(db, page, stretch.from),
  ]);
  const open = told.filter(({ closedAt }) => closedAt === null);
  const past = told.filter(({ closedAt }) => closedAt !== null);
  const { title, locale } = page;
  return { title, locale, headline: headlineOf(components, open), components, open, past };
}

/** The incidents that a page tells, without what only people inside may know. */
export async function toldIncidents(db: Database, page: StatusPage, since: number): Promise<ToldIncident[]> {
  const [found, judgedBy] = await Promise.all([
    incidentsSince(db, page.projectId, new Date(since), MOST_INCIDENTS),
    checksOf(db, page),
  ]);
  const components = page.components.map(({ serviceId, names }) => ({
    names,
    checkIds: judgedBy.get(serviceId) ?? [],
  }));
  return found.flatMap((incident) => toldIncident(incident, components) ?? []);
}

async function componentPictures(
  db: Database,
  project: OfProject,
  page: StatusPage,
  stretch: Stretch,
  now: number,
): Promise<ComponentPicture[]> {
  const services = new Map((await servicesOf(db, project.id)).map((service) => [service.id, service]));
  const pictures = page.components.map(async (component) => {
    const service = services.get(component.serviceId);
    if (!service) return [];
    const { parts, maintenance, reclassifications } = await accountOf(db, project, service, stretch, now);
    const ledger = { window: stretch, parts, quorum: service.quorum, maintenance, reclassifications };
    return [componentPicture(component, ledgerOf(ledger), stretch, project.timeZone)];
  });
  return (await Promise.all(pictures)).flat();
}

function componentPicture(
  { serviceId, names }: StatusComponent,
  segments: readonly Segment[],
  stretch: Stretch,
  timeZone: string,
): ComponentPicture {
  const standing = standingOf(segments) ?? { verdict: "unmonitored" as const, since: stretch.from };
  const days = statusDays(segments, stretch, timeZone);
  return { serviceId, names, ...standing, days, interruptions: interruptionsOf(segments) };
}

/** The page's components with the checks that they are judged by. */
export async function shownComponents(db: Database, page: StatusPage): Promise<ShownComponent[]> {
  const judgedBy = await checksOf(db, page);
  return page.components.map(({ serviceId, names }) => ({ names, checkIds: judgedBy.get(serviceId) ?? [] }));
}

async function checksOf(db: Database, { components }: StatusPage): Promise<Map<number, number[]>> {
  const byService = new Map<number, number[]>();
  if (components.length === 0) return byService;
  const ids = components.map(({ serviceId }) => serviceId);
  const rows = await db
    .select({ serviceId: serviceParts.serviceId, checkId: serviceParts.checkId })
    .from(serviceParts)
    .where(and(inArray(serviceParts.serviceId, ids), isNotNull(serviceParts.checkId)));
  for (const { serviceId, checkId } of rows) {
    if (checkId !== null) byService.set(serviceId, [...(byService.get(serviceId) ?? []), checkId]);
  }
  return byService;
}
