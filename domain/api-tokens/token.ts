/** What a token may be used for, beside what its user may do. */
export const API_SCOPES = [
  "projects.read",
  "metrics.read",
  "events.read",
  "events.write",
  "tickets.read",
  "tickets.write",
] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** What every token begins with, so that people and scanners of repositories know one when they see it. */
export const TOKEN_PREFIX = "tim_";

export const DEFAULT_DAYS = 90;
export const MOST_DAYS = 365;
export const MOST_TOKENS = 50;
export const NAME_LENGTH = 80;

/** What a user asks for when making a token. */
export interface NewApiToken {
  /** What it is for, in the user's words; one line. */
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** Ids of the only projects that it reaches; null for all that its user reaches. */
  readonly projectIds: readonly number[] | null;
  /** From 1 to 365. */
  readonly days: number;
}

/** A token as its owner and administrators see it. */
export interface ApiTokenFacts {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** Names of the only projects that it reaches; null for all that its user reaches. */
  readonly projects: readonly string[] | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
}

/** The known ones of these names: a scope that was given up gives nothing any more. */
export function knownScopes(names: readonly string[]): ApiScope[] {
  return API_SCOPES.filter((scope) => names.includes(scope));
}
