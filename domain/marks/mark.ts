export const MARK_KINDS = ["deployment", "campaign", "price_change", "other"] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** A mark as charts, rulers and the API show it. Instants are UTC. */
export interface Mark {
  readonly id: number;
  readonly projectId: number;
  readonly at: Date;
  /** Null for an instant. */
  readonly until: Date | null;
  readonly kind: MarkKind;
  readonly title: string;
  readonly detail: string | null;
  /** http or https, without user and password. */
  readonly url: string | null;
  /** As the author was called when it was recorded. */
  readonly authorName: string;
  readonly createdAt: Date;
}

export interface NewMark {
  readonly at: Date;
  readonly until: Date | null;
  readonly kind: MarkKind;
  /** One line, up to 120 letters. */
  readonly title: string;
  /** Up to 2,000 letters. */
  readonly detail: string | null;
  readonly url: string | null;
  /** The token by which it came; left out for a form. */
  readonly tokenId?: number;
  /** Up to 100 letters. The same author's same key on the same project makes no second mark. */
  readonly idempotencyKey?: string;
}

export const MARK_LIMITS = { title: 120, detail: 2_000, url: 500, idempotencyKey: 100 } as const;

/** Marks lie between these, the last one excluded: what lies elsewhere is a mistyped year. */
export const MARK_FROM = Date.UTC(2000, 0, 1);
export const MARK_TO = Date.UTC(2100, 0, 1);

/** Null where the mark's instants can be, else why they cannot. */
export function timeRefusal({ at, until }: Pick<NewMark, "at" | "until">): "endsBeforeItStarts" | "outOfRange" | null {
  if (!isInRange(at) || (until && !isInRange(until))) return "outOfRange";
  return until && until <= at ? "endsBeforeItStarts" : null;
}

/** Letters that are in no address: white space, brackets and quotes, and what nobody sees (controls, bidirectional marks). */
const ADDRESS = /^https?:\/\/[^\s<>"\\\p{Cc}\p{Cf}]+$/iu;
const WITH_USER = /^[^/]*\/\/[^/?#]*@/;

/** Whether a link may be shown as one: http or https, and nobody's name or password in it. */
export function isMarkUrl(text: string): boolean {
  return text.length <= MARK_LIMITS.url && ADDRESS.test(text) && !WITH_USER.test(text) && URL.canParse(text);
}

function isInRange(instant: Date): boolean {
  return instant.getTime() >= MARK_FROM && instant.getTime() < MARK_TO;
}
