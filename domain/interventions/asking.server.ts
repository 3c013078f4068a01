import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { user } from "#db/schema/identity.ts";
import { asLocale } from "#domain/identity/mails.ts";
import { notify } from "#domain/notifications/notify.server.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";
import type { Approver } from "./agreement.ts";
import { candidatesOf, isStillCandidate } from "./candidates.server.ts";
import { askingLetter } from "./letters.ts";
import { makeLink } from "./links.server.ts";
import { pathOf } from "./paths.ts";
import { approversOf, type Locked } from "./rows.server.ts";

const DAY_MS = 86_400_000;
/** Urgent work is answered afterwards: its links stay good for this long. */
const AFTERWARDS_DAYS = 14;

/** Asks everybody who is named, each by a mail with a link of their own. */
export async function askApprovers(tx: Database, locked: Locked, now: Date): Promise<void> {
  for (const approver of await approversOf(tx, locked.row.id)) await askApprover(tx, locked, approver, "asked", now);
}

/**
 * One mail with one link for one person and exactly this plan. `why`: asked for the first time, or reminded. False, and
 * nothing is sent, where they could not be asked any more.
 */
export async function askApprover(
  tx: Database,
  { project, row, plan }: Locked,
  approver: Approver,
  why: "asked" | "reminded",
  now: Date,
): Promise<boolean> {
  if (row.submittedHash === null) throw new Error(`intervention ${row.id} was not submitted`);
  if (!isStillCandidate(await candidatesOf(tx, project), approver)) return false;
  const isUrgent = plan.kind === "urgent";
  const afterwards = Math.max(now.getTime(), plan.to.getTime()) + AFTERWARDS_DAYS * DAY_MS;
  const expiresAt = isUrgent ? new Date(afterwards) : plan.from;
  const secret = await makeLink(tx, { approverId: approver.id, planHash: row.submittedHash, expiresAt });
  const locale = asLocale(await localeOf(tx, approver));
  const letter = askingLetter(locale, why, {
    project: project.name,
    timeZone: project.timeZone,
    requester: row.requesterName,
    plan,
    link: new URL(`/agreement/${secret}`, publicBase()).href,
    expiresAt,
  });
  await enqueueMail(tx, { to: { address: approver.email, name: approver.name }, locale, ...letter }, now);
  if (approver.userId === null) return true;
  const onceKey = `intervention:${row.id}:${why}:${row.submittedHash}`;
  const told = { userIds: [approver.userId], onceKey, projectId: project.id, path: pathOf(project, row) };
  const data = { title: row.title, from: plan.from.toISOString() };
  await notify(tx, { ...told, kind: `intervention.${why}`, data }, now);
  return true;
}

/** The address under which mails name pages. */
export function publicBase(): URL {
  return new URL(process.env.TIMONERIE_URL ?? "http://localhost:3000");
}

async function localeOf(tx: Database, { userId }: Approver): Promise<string | null> {
  if (userId === null) return null;
  const [row] = await tx.select({ locale: user.locale }).from(user).where(eq(user.id, userId));
  return row?.locale ?? null;
}
