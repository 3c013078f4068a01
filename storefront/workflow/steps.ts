import type { CommandKind } from "./partners.ts";

/** What passing a service task of the diagram does. All of it can be made again without harm. */
export interface StepEffect {
  /** Told to a partner, before anything is written. */
  readonly command?: CommandKind;
  /** The payment is marked to be given back. */
  readonly refunds?: true;
  /** The tyres may be sold again. */
  readonly restocks?: true;
  /** Shown to the shopper; a mail says it too where `mails` is set. */
  readonly milestone?: Milestone;
  readonly mails?: true;
  readonly status?: OrderStatus;
}

/** What a shopper sees of an order, in this order but for what goes wrong. Words: words/fr.ts and words/es.ts. */
export const MILESTONES = [
  "paid",
  "ordered",
  "shipped",
  "late",
  "delivered",
  "appointment",
  "fitted",
  "closed",
  "supplier_refused",
  "cancelled",
  "no_show",
  "refunded",
] as const;

export type Milestone = (typeof MILESTONES)[number];

type OrderStatus = "ordered" | "shipped" | "delivered" | "confirmed" | "fitted" | "closed" | "cancelled" | "refunded";

/** By the id of the service task. tests/storefront/workflow/steps.test.ts holds it against the diagram. */
export const STEPS: Readonly<Record<string, StepEffect>> = {
  order_from_supplier: { command: "order_tyres", milestone: "ordered", status: "ordered" },
  shipped: { milestone: "shipped", mails: true, status: "shipped" },
  tell_late: { milestone: "late", mails: true },
  delivered: { milestone: "delivered", status: "delivered" },
  request_appointment: { command: "book_fitting" },
  appointment_confirmed: { milestone: "appointment", mails: true, status: "confirmed" },
  fitted: { milestone: "fitted", status: "fitted" },
  close_order: { milestone: "closed", status: "closed" },
  supplier_refused: { milestone: "supplier_refused", mails: true, status: "cancelled" },
  cancelled: { command: "cancel_tyres", restocks: true, milestone: "cancelled", status: "cancelled" },
  no_show: { milestone: "no_show", mails: true, status: "cancelled" },
  refund: { refunds: true, milestone: "refunded", mails: true, status: "refunded" },
};
