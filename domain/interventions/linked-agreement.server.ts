import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { interventionApprovers, interventions } from "#db/schema/interventions.ts";
import { projects } from "#db/schema/projects.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import { hasDelegated } from "./agreement.ts";
import { type AnswerRefusal, answerPlan, delegateAnswer } from "./agreement-commands.server.ts";
import { candidatesOf, isStillCandidate } from "./candidates.server.ts";
import { type InterventionDetail, interventionDetail } from "./detail.server.ts";
import type { AgreementAnswer, AgreementSide, NamedApprover } from "./intervention.ts";
import { linkOf } from "./links.server.ts";

/** Why a link answers no more; `open`: it waits for its person's answer. */
export type LinkState = "open" | "spent" | "delegated" | "cancelled" | "changed" | "expired" | "closed";

export interface LinkedAgreement {
  readonly state: LinkState;
  readonly project: {
    readonly id: number;
    readonly clientId: number;
    readonly name: string;
    readonly timeZone: string;
  };
  readonly approver: {
    readonly id: number;
    readonly name: string;
    readonly email: string;
    readonly userId: string | null;
    readonly side: AgreementSide;
  };
  readonly detail: InterventionDetail;
  /** What its person has answered to the plan of this link. */
  readonly own: { readonly answer: AgreementAnswer; readonly reason: string; readonly at: Date } | null;
  readonly planHash: string;
  readonly expiresAt: Date;
}

/**
 * What a link in a mail shows, to whoever opens it: the plan as it stands, and what became of the question. Reads only: mail
 * programs and their scanners open every link. Undefined for one that was never made, or of a project that is retired, and
 * for one of somebody who could not be asked any more.
 */
export async function linkedAgreement(
  db: Database,
  secret: string,
  now = new Date(),
): Promise<LinkedAgreement | undefined> {
  const link = await linkOf(db, secret);
  if (!link) return undefined;
  const found = await ofApprover(db, link.approverId);
  if (!found || !isStillCandidate(await candidatesOf(db, found.project), found.approver)) return undefined;
  const options = { withDrafts: true, withNotes: false };
  const detail = await interventionDetail(db, found.project.id, found.interventionId, options);
  if (!detail) return undefined;
  const own =
    detail.answers.find((one) => one.approverId === link.approverId && one.planHash === link.planHash) ?? null;
  const state = stateOf({ ...link, isAnswered: own !== null }, detail, now);
  const { planHash, expiresAt } = link;
  return { state, project: found.project, approver: found.approver, detail, own, planHash, expiresAt };
}

export type LinkedRefusal = AnswerRefusal | "notFound" | "expired";

/** The answer of the person to whom the link was sent; it spends the link. */
export async function answerByLink(
  db: Database,
  secret: string,
  given: { readonly answer: AgreementAnswer; readonly reason: string; readonly address: string | null },
  now = new Date(),
): Promise<{ answered: true; isReached: boolean } | { refused: LinkedRefusal }> {
  const asked = await linkedAgreement(db, secret, now);
  if (!asked) return { refused: "notFound" };
  if (asked.state === "expired") return { refused: "expired" };
  const { project, approver, detail, planHash } = asked;
  const { answer, reason } = given;
  const answered = { approverId: approver.id, planHash, answer, reason, byLink: true };
  return answerPlan(db, project.id, actorOf(approver, given.address), detail.row.id, answered, now);
}

/** Names somebody else in the place of the person to whom the link was sent. */
export async function delegateByLink(
  db: Database,
  secret: string,
  { to, address }: { readonly to: NamedApprover; readonly address: string | null },
  now = new Date(),
) {
  const asked = await linkedAgreement(db, secret, now);
  if (!asked) return { refused: "notFound" as const };
  if (asked.state !== "open") return { refused: "notAsked" as const };
  const { project, approver, detail } = asked;
  const given = { approverId: approver.id, to };
  return delegateAnswer(db, project.id, actorOf(approver, address), detail.row.id, given, now);
}

function actorOf({ userId, name }: LinkedAgreement["approver"], address: string | null): Actor {
  return { id: userId, name, address };
}

interface Asked {
  readonly approverId: number;
  readonly planHash: string;
  readonly expiresAt: Date;
  readonly spentAt: Date | null;
  readonly isAnswered: boolean;
}

function stateOf(link: Asked, { row, approvers }: InterventionDetail, now: Date): LinkState {
  if (link.isAnswered) return "spent";
  const approver = approvers.find(({ id }) => id === link.approverId);
  if (approver && hasDelegated(approver, approvers)) return "delegated";
  if (row.state === "cancelled") return "cancelled";
  if (!approver || link.spentAt !== null || row.submittedHash !== link.planHash) return "changed";
  if (now >= link.expiresAt) return "expired";
  const isAfterwards = row.kind === "urgent" && row.startedAt !== null && row.agreedAt === null;
  return row.state === "awaiting_agreement" || isAfterwards ? "open" : "closed";
}

async function ofApprover(db: Database, approverId: number) {
  const [found] = await db
    .select({
      interventionId: interventions.id,
      project: {
        id: projects.id,
        clientId: projects.clientId,
        name: projects.name,
        timeZone: projects.timeZone,
      },
      approver: {
        id: interventionApprovers.id,
        name: interventionApprovers.name,
        email: interventionApprovers.email,
        userId: interventionApprovers.userId,
        side: interventionApprovers.side,
      },
    })
    .from(interventionApprovers)
    .innerJoin(interventions, eq(interventions.id, interventionApprovers.interventionId))
    .innerJoin(projects, and(eq(projects.id, interventions.projectId), isNull(projects.retiredAt)))
    .where(eq(interventionApprovers.id, approverId));
  return found;
}
