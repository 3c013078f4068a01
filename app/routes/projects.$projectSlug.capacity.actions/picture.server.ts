import { database } from "#db/client.server.ts";
import { actionsOf } from "#domain/capacity/actions.server.ts";
import { capacitySettingsOf, newestForecasts, remainingOf } from "#domain/capacity/queries.server.ts";
import { keyOf } from "#domain/capacity/what-if.ts";
import { projectReaders } from "#domain/identity/readers.server.ts";
import { interventionsBetween } from "#domain/interventions/queries.server.ts";

const DAY_MS = 86_400_000;
/** Work that an action may be tied to: of the last two months, and of the year to come. */
const WORK_DAYS = { before: 60, after: 366 };

interface Asked {
  readonly project: { readonly id: number; readonly clientId: number };
  /** The resource that the address names; another project's is none, as an absent one. */
  readonly about: string | null;
  readonly mayPlan: boolean;
}

/** The board's actions, and, for who plans, what a form may choose from. */
export async function boardPicture({ project, about, mayPlan }: Asked, now: number) {
  const db = database();
  const [actions, choices] = await Promise.all([
    actionsOf(db, project.id, { withDrafts: mayPlan }),
    mayPlan ? choicesOf(project, now) : Promise.resolve(null),
  ]);
  const chosen = choices?.resources.find(({ key }) => key === about) ?? null;
  return { actions, choices, chosen };
}

async function choicesOf(project: Asked["project"], now: number) {
  const db = database();
  const [remaining, all, settings, readers, works] = await Promise.all([
    remainingOf(db, project.id),
    newestForecasts(db, project.id),
    capacitySettingsOf(db, project.id),
    projectReaders(db, project),
    interventionsBetween(db, [project.id], {
      from: new Date(now - WORK_DAYS.before * DAY_MS),
      to: new Date(now + WORK_DAYS.after * DAY_MS),
      withDrafts: true,
    }),
  ]);
  // What is short first, then what is forecast and has no row of its own.
  const rows = [...remaining, ...all.filter((one) => !remaining.some((row) => keyOf(row) === keyOf(one)))];
  return {
    resources: rows.map((row) => ({
      ...{ key: keyOf(row), subject: row.subject, subjectName: row.subjectName, kind: row.kind, name: row.name },
      ...{ unit: row.unit, limit: row.limit, answer: row.answer, early: row.early, late: row.late },
    })),
    leadDays: settings.leadDays,
    staff: readers.filter(({ isStaff }) => isStaff).map(({ id, name }) => ({ id, name })),
    works: works
      .filter(({ state }) => state !== "cancelled")
      .map(({ id, title, from }) => ({ id, title, from }))
      .reverse(),
  };
}

export type BoardPicture = Awaited<ReturnType<typeof boardPicture>>;
