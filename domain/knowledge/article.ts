export const ARTICLE_AUDIENCES = ["staff", "client", "everyone"] as const;
export type ArticleAudience = (typeof ARTICLE_AUDIENCES)[number];
export const ARTICLE_STATES = ["draft", "in_review", "published", "archived"] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];
export const ARTICLE_LOCALES = ["fr", "en", "es"] as const;
export type ArticleLocale = (typeof ARTICLE_LOCALES)[number];
export type ArticleStep = "submitted" | "returned" | "approved" | "withdrawn" | "archived" | "reopened";

/** In characters. */
export const ARTICLE_LIMITS = { title: 160, text: 60_000, note: 300, reason: 1_000, opinion: 1_000, stale: 300 };

export interface ArticleVersion {
  /** From 1, in its language. */
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly note: string;
  readonly restoredFrom: number | null;
  readonly authorName: string;
  readonly at: Date;
}

/** An article in a line of a list. */
export interface ArticleLine {
  readonly id: number;
  readonly audience: ArticleAudience;
  /** Name of the one client that reads it; null for staff's own and for all clients'. */
  readonly client: string | null;
  readonly categoryId: number | null;
  /** The language of `title`: the reader's, where there is such a text. */
  readonly locale: ArticleLocale;
  readonly title: string;
  /** Of the newest text; "published" for everybody but staff. */
  readonly state: ArticleState;
  /** Whether clients, or staff for staff's own, read a published text. */
  readonly isPublished: boolean;
  readonly changedAt: Date;
  readonly changedByName: string;
  readonly reviewOn: string | null;
  readonly stale: readonly StaleReason[];
}

/** Why an article must be read again: its day has come, somebody said so, or its readers were not helped. */
export type StaleReason = "reviewDay" | "marked" | "notUseful";

/** The text to show of several languages: the reader's, else the one it was written in, else the first there is. */
export function inLanguage<Text extends { readonly locale: ArticleLocale }>(
  texts: readonly Text[],
  wanted: ArticleLocale,
  original: ArticleLocale,
): Text | undefined {
  const of = (locale: ArticleLocale) => texts.find((text) => text.locale === locale);
  return of(wanted) ?? of(original) ?? texts[0];
}
