import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { contests, reclassifications, services } from "#db/schema/availability.ts";
import type { AuditAction } from "#domain/audit/action.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import { verdictsOf } from "./decisions.ts";
import type { AvailabilityEvent } from "./events.ts";
import type { Stretch } from "./ledger.ts";
import { accountOf } from "./queries.server.ts";
import { DECISION_LIMITS } from "./service.ts";
import type { Verdict } from "./verdict.ts";

export type DecisionRefusal = "notFound" | "endsBeforeItStarts" | "notOverYet" | "reasonMissing" | "tooLong";

export interface Decision extends Stretch {
  readonly serviceId: number;
  readonly verdict: Verdict;
  /** Shown to everybody, for ever. */
  readonly reason: string;
}

/** Staff's word on a time that is over. The checks' own word stays in the raw figure; the audit keeps what stood before. */
export async function reclassify(
  db: Database,
  projectId: number,
  actor: Actor,
  { serviceId, from, to, verdict, reason }: Decision,
  now = new Date(),
): Promise<{ id: number } | { refused: DecisionRefusal }> {
  const refused = refusalOf({ from, to }, reason, now);
  if (refused) return { refused };
  return db.transaction(async (tx) => {
    const found = await lockService(tx, projectId, serviceId);
    if (!found) return { refused: "notFound" };
    const account = await accountOf(tx, found.project, found.service, { from, to }, now.getTime());
    const before = verdictsOf(account, { from, to }).join(", ");
    const [inserted] = await tx
      .insert(reclassifications)
      .values({ serviceId, from, to, verdict, reason, authorId: actor.id, authorName: actor.name, createdAt: now });
    const told = {
      action: "availability.reclassify" as const,
      event: "availability.reclassified" as const,
      detail: { verdict, before, reason },
    };
    await write(tx, actor, found, { from, to }, told, now);
    return { id: inserted.insertId };
  });
}

/** The client's word against what the ledger says of a time. */
export async function contestVerdict(
  db: Database,
  projectId: number,
  actor: Actor,
  { serviceId, from, to, text }: Stretch & { readonly serviceId: number; readonly text: string },
  now = new Date(),
): Promise<{ id: number } | { refused: DecisionRefusal }> {
  const refused = refusalOf({ from, to }, text, now);
  if (refused) return { refused };
  return db.transaction(async (tx) => {
    const found = await lockService(tx, projectId, serviceId);
    if (!found) return { refused: "notFound" };
    const [inserted] = await tx
      .insert(contests)
      .values({ serviceId, from, to, text, authorId: actor.id, authorName: actor.name, createdAt: now });
    const told = {
      action: "availability.contest" as const,
      event: "availability.contested" as const,
      detail: { text },
    };
    await write(tx, actor, found, { from, to }, told, now);
    return { id: inserted.insertId };
  });
}

/** The answer to a contest, once: what changes the figure is a re-classification. */
export async function answerContest(
  db: Database,
  projectId: number,
  actor: Actor,
  { contestId, answer }: { readonly contestId: number; readonly answer: string },
  now = new Date(),
): Promise<{ answered: true } | { refused: "notFound" | "alreadyAnswered" | "reasonMissing" | "tooLong" }> {
  if (answer.trim() === "") return { refused: "reasonMissing" };
  if (answer.length > DECISION_LIMITS.reason) return { refused: "tooLong" };
  return db.transaction(async (tx) => {
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for("update");
    const found = contest && (await lockService(tx, projectId, contest.serviceId));
    if (!found) return { refused: "notFound" };
    if (contest.answeredAt !== null) return { refused: "alreadyAnswered" };
    await tx
      .update(contests)
      .set({ answer, answeredById: actor.id, answeredByName: actor.name, answeredAt: now })
      .where(eq(contests.id, contestId));
    const told = {
      action: "availability.answer" as const,
      event: "availability.contest_answered" as const,
      detail: { answer },
    };
    await write(tx, actor, found, contest, told, now);
    return { answered: true };
  });
}

function refusalOf({ from, to }: Stretch, text: string, now: Date): DecisionRefusal | null {
  // Not a number is neither before nor after anything.
  if (!(to > from)) return "endsBeforeItStarts";
  if (to > now.getTime()) return "notOverYet";
  if (text.trim() === "") return "reasonMissing";
  return text.length > DECISION_LIMITS.reason ? "tooLong" : null;
}

/** The service of a living project, both rows locked: nothing is decided on what is being retired. */
async function lockService(tx: Database, projectId: number, serviceId: number) {
  const project = await lockProject(tx, projectId);
  if (!project) return undefined;
  const [service] = await tx
    .select()
    .from(services)
    .where(and(eq(services.id, serviceId), eq(services.projectId, projectId)))
    .for("update");
  return service && { service, project };
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockService>>>;

async function write(
  tx: Database,
  actor: Actor,
  { service, project }: Locked,
  { from, to }: Stretch,
  told: { action: AuditAction; event: AvailabilityEvent; detail: Record<string, string> },
  now: Date,
): Promise<void> {
  const { action, event, detail } = told;
  const subject = { type: "service", id: service.id, name: service.name };
  const between = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const of = { clientId: project.clientId, projectId: project.id };
  await journal(tx, actor, { action, event, subject, ...of, detail: { ...between, ...detail } }, now);
}
