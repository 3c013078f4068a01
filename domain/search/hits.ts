import type { MarkKind } from "#domain/marks/mark.ts";

import type { FoundDate } from "./dates.ts";

/** Where something stands: its project and, for staff who see several, its client. */
export interface HitPlace {
  readonly slug: string;
  readonly name: string;
  readonly client: string;
}

export interface MachineHit {
  readonly project: HitPlace;
  readonly name: string;
  readonly position: string;
  readonly role: Readonly<Record<"fr" | "en" | "es", string>>;
}

export interface ApplicationHit {
  readonly project: HitPlace;
  readonly slug: string;
  readonly name: string;
}

export interface MarkHit {
  readonly project: HitPlace;
  readonly id: number;
  readonly title: string;
  readonly kind: MarkKind;
  readonly at: Date;
  /** Null for an instant. */
  readonly until: Date | null;
}

export interface TicketHit {
  readonly project: HitPlace;
  readonly number: number;
  readonly subject: string;
}

export interface ArticleHit {
  readonly id: number;
  readonly title: string;
}

/** What a search found, of each kind the best first. */
export interface SearchHits {
  readonly date: FoundDate | null;
  readonly machines: readonly MachineHit[];
  readonly applications: readonly ApplicationHit[];
  readonly projects: readonly HitPlace[];
  /** The newest first. */
  readonly marks: readonly MarkHit[];
  /** The newest first. */
  readonly tickets: readonly TicketHit[];
  readonly articles: readonly ArticleHit[];
}

export const NO_HITS: SearchHits = {
  date: null,
  machines: [],
  applications: [],
  projects: [],
  marks: [],
  tickets: [],
  articles: [],
};
