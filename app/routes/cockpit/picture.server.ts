import { database } from "#db/client.server.ts";
import { unansweredContests } from "#domain/availability/contests.server.ts";
import { proofsMissing } from "#domain/backups/queries.server.ts";
import { dueActions, unansweredActions } from "#domain/capacity/actions.server.ts";
import { shortForecasts } from "#domain/capacity/short.server.ts";
import { openIncidentsOf } from "#domain/incidents/queries.server.ts";
import { awaitedOf, interventionsBetween } from "#domain/interventions/queries.server.ts";
import { unansweredPlans } from "#domain/interventions/unanswered.server.ts";
import { staleArticles } from "#domain/knowledge/queries.server.ts";
import type { Project } from "#domain/projects/queries.server.ts";
import { reportsToFinish } from "#domain/reports/queries.server.ts";
import { pressingTickets, ticketsWithClient } from "#domain/tickets/waiting.server.ts";

const WEEK_MS = 7 * 24 * 3_600_000;
/** More of one kind than somebody goes through at once. */
const MOST = 20;

export interface Asked {
  readonly userId: string;
  readonly projects: readonly Project[];
  readonly locale: "fr" | "en" | "es";
}

/** What waits for whom across these projects, and the work of the seven days to come. */
export async function cockpitPicture({ userId, projects, locale }: Asked, now: Date) {
  const db = database();
  const ids = projects.map(({ id }) => id);
  const week = { from: now, to: new Date(now.getTime() + WEEK_MS), withDrafts: true };
  const [
    incidents,
    answers,
    tickets,
    contests,
    articles,
    plans,
    withClient,
    work,
    short,
    due,
    unanswered,
    proofs,
    reports,
  ] = await Promise.all([
    openIncidentsOf(db, ids),
    awaitedOf(db, userId, ids),
    pressingTickets(db, ids, now),
    unansweredContests(db, ids),
    staleArticles(db, ids, { locale, limit: MOST }, now),
    unansweredPlans(db, ids),
    ticketsWithClient(db, ids, MOST),
    interventionsBetween(db, ids, week),
    shortForecasts(db, ids, now),
    dueActions(db, ids, now),
    unansweredActions(db, ids),
    proofsMissing(db, ids, now),
    reportsToFinish(db, ids),
  ]);
  return {
    now: now.getTime(),
    projects: projects.map(({ id, slug, name, clientName }) => ({ id, slug, name, clientName })),
    ours: { incidents, answers, tickets, contests, articles: articles.map(({ id, title }) => ({ id, title })) },
    capacity: { short, due, unanswered },
    proofs,
    reports,
    theirs: { plans, tickets: withClient },
    work: work.filter(({ state }) => state !== "cancelled"),
  };
}

export type CockpitPicture = Awaited<ReturnType<typeof cockpitPicture>>;
