import type { WorkflowVariables } from "./variables.ts";

/** What an order tells the companies around the shop. */
export type CommandKind = "order_tyres" | "cancel_tyres" | "book_fitting";

export interface Command {
  /** One a step of an order. A partner that has seen it does nothing and says yes, so it may be sent again. */
  readonly key: string;
  readonly kind: CommandKind;
  readonly orderNumber: string;
  readonly variables: WorkflowVariables;
}

export interface Question {
  /** The task that waits: which partner, and for what. */
  readonly step: string;
  readonly orderNumber: string;
  /** Since when the order waits for it. */
  readonly since: Date;
}

/** `at` is when it happened at the partner, not when we heard of it. */
export type Reply = { readonly answer: Record<string, unknown>; readonly at: Date } | { readonly askAgainAt: Date };

/** Supplier, carrier and fitting centre, seen from the workflow. Implementation: simulated-partners.ts. */
export interface Partners {
  /** Throws PartnerRefusal for what will not be accepted however often it is sent, any other error for what may pass. */
  send(command: Command, now: Date): Promise<void>;
  ask(question: Question, now: Date): Promise<Reply>;
}

/** The partner understood and will not: somebody has to correct what we send. The message is shown to the shop's owner. */
export class PartnerRefusal extends Error {}
