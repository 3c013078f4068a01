import { and, eq, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { memberships } from "#db/schema/identity.ts";
import { asLocale } from "#domain/identity/mails.ts";
import { PERMISSIONS, type Role } from "#domain/identity/permissions.ts";
import { type ProjectReader, projectReaders } from "#domain/identity/readers.server.ts";
import { noteMailed, notify } from "#domain/notifications/notify.server.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";

import { reportLetter } from "./letters.ts";
import type { LockedProject, ReportRow } from "./rows.server.ts";

/** What is told of a report, and to whom (`READERS`). */
export type ReportTelling =
  | "drafted"
  | "submitted"
  | "returned"
  | "sent"
  | "commented"
  | "noted"
  | "validated"
  | "published"
  | "corrected"
  | "outdated";

interface Told {
  /** Whoever causes it is not told. */
  readonly by: string | null;
  readonly actorName?: string;
  readonly reason?: string;
  readonly editionId?: number;
  readonly edition?: number;
  readonly now: Date;
}

/** Who is told: its writers, the team, those of the client who validate, or everybody; and whether by a mail of its own. */
const READERS: Readonly<Record<ReportTelling, { who: "writers" | "staff" | "validators" | "all"; mail: boolean }>> = {
  drafted: { who: "writers", mail: false },
  submitted: { who: "staff", mail: false },
  returned: { who: "writers", mail: false },
  sent: { who: "validators", mail: true },
  commented: { who: "all", mail: false },
  noted: { who: "staff", mail: false },
  validated: { who: "writers", mail: false },
  published: { who: "all", mail: true },
  corrected: { who: "all", mail: true },
  outdated: { who: "writers", mail: false },
};

/** Tells those concerned where a report stands, in the transaction that moves it. A published one goes out as PDF, too. */
export async function tellReport(
  tx: Database,
  { project, row }: { readonly project: LockedProject; readonly row: Pick<ReportRow, "id" | "month"> },
  what: ReportTelling,
  { by, actorName, reason = "", editionId, edition, now }: Told,
): Promise<void> {
  const { who, mail } = READERS[what];
  const readers = (await readersOf(tx, project, who)).filter(({ id }) => id !== by);
  if (readers.length === 0) return;
  const path = `/projects/${project.slug}/reports/${row.month}`;
  const onceKey = `report:${row.id}:${what}:${edition ?? now.getTime()}`;
  const userIds = readers.map(({ id }) => id);
  const data = { title: project.name, month: row.month, ...(actorName ? { name: actorName } : {}) };
  await notify(tx, { userIds, onceKey, kind: `report.${what}`, projectId: project.id, path, data }, now);
  if (!mail) return;
  const link = new URL(path, process.env.TIMONERIE_URL ?? "http://localhost:3000").href;
  const written = readers.filter(({ isStaff }) => !isStaff);
  for (const { name, email, locale: chosen } of written) {
    const locale = asLocale(chosen);
    const letter = reportLetter(locale, what, { project: project.name, month: row.month, name, reason, link });
    await enqueueMail(tx, { to: { address: email, name }, locale, ...letter, reportEditionId: editionId }, now);
  }
  await noteMailed(
    tx,
    onceKey,
    written.map(({ id }) => id),
    now,
  );
}

async function readersOf(
  tx: Database,
  project: LockedProject,
  who: "writers" | "staff" | "validators" | "all",
): Promise<ProjectReader[]> {
  const readers = await projectReaders(tx, project);
  if (who === "all") return readers;
  if (who === "staff") return readers.filter(({ isStaff }) => isStaff);
  // The project's own manager and deputy write its reports; an admin may, and is not told of each.
  const named = [project.projectManagerId, project.deputyManagerId];
  if (who === "writers") return readers.filter(({ id, isStaff }) => isStaff && named.includes(id));
  const rows = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.clientId, project.clientId),
        inArray(memberships.role, [...PERMISSIONS["report.validate"]] as Role[]),
      ),
    );
  const validators = new Set(rows.map(({ userId }) => userId));
  return readers.filter(({ id }) => validators.has(id));
}
