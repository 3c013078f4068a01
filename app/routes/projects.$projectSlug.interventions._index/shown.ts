import type { SerializeFrom } from "@remix-run/node";

import type { ListedIntervention } from "#domain/interventions/queries.server.ts";

/** What the page has of each, its instants as ISO texts. */
export type ShownWork = SerializeFrom<ListedIntervention>;

export interface ShownFreeze {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly authorName: string;
}

export interface ShownTemplate {
  readonly id: number;
  readonly name: string;
  readonly plan: string;
  readonly rollbackPlan: string;
  readonly checklist: string;
  readonly approvedByName: string | null;
  readonly approvedAt: string | null;
}
