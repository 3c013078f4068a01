import type { AgreementAnswer, AgreementSide } from "./intervention.ts";

/** Somebody who is or was asked. */
export interface Approver {
  readonly id: number;
  readonly side: AgreementSide;
  readonly userId: string | null;
  readonly contactId: number | null;
  readonly name: string;
  readonly email: string;
  /** In whose place; null for those who were named in the plan. */
  readonly delegatedById: number | null;
  readonly remindedAt: Date | null;
}

export interface Answer {
  readonly approverId: number;
  readonly planHash: string;
  readonly answer: AgreementAnswer;
  readonly reason: string;
  readonly name: string;
  readonly byLink: boolean;
  readonly at: Date;
}

export interface SideStanding {
  readonly needed: number;
  readonly agreed: number;
  /** Asked, and silent so far. */
  readonly waitingFor: readonly Approver[];
}

export interface Standing {
  readonly client: SideStanding;
  readonly staff: SideStanding;
  /** One no is enough: the plan has to change. */
  readonly refused: Answer | null;
  readonly isReached: boolean;
}

interface Question {
  readonly approvers: readonly Approver[];
  readonly answers: readonly Answer[];
  readonly clientQuorum: number;
  readonly staffQuorum: number;
  /** Answers to another plan count for nothing. */
  readonly planHash: string | null;
}

/** How far the agreement to one plan is. */
export function standingOf({ approvers, answers, clientQuorum, staffQuorum, planHash }: Question): Standing {
  const counting = answers.filter((one) => one.planHash === planHash);
  const asked = approvers.filter((one) => !hasDelegated(one, approvers));
  const side = (name: AgreementSide, needed: number): SideStanding => {
    const ofSide = asked.filter((one) => one.side === name);
    const answerOf = ({ id }: Approver) => counting.find(({ approverId }) => approverId === id)?.answer;
    return {
      needed,
      agreed: ofSide.filter((one) => answerOf(one) === "agreed").length,
      waitingFor: ofSide.filter((one) => answerOf(one) === undefined),
    };
  };
  const [client, staff] = [side("client", clientQuorum), side("staff", staffQuorum)];
  const refused = counting.find(({ answer }) => answer === "refused") ?? null;
  const isReached = refused === null && client.agreed >= client.needed && staff.agreed >= staff.needed;
  return { client, staff, refused, isReached };
}

/** Somebody else is asked in their place. */
export function hasDelegated({ id }: Pick<Approver, "id">, approvers: readonly Approver[]): boolean {
  return approvers.some(({ delegatedById }) => delegatedById === id);
}
