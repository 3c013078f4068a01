import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { apiTokens } from "#db/schema/api-tokens.ts";
import { type Action, isAllowed, isVisible, type Membership, type Subject } from "#domain/identity/permissions.ts";
import { BoundedMap, FailureCount } from "#domain/identity/rates.ts";

import { apiTokenHash } from "./commands.server.ts";
import { tokenByHash } from "./queries.server.ts";
import { type ApiScope, knownScopes } from "./token.ts";

const USED_NOTED_MS = 60_000;
const WRONG_TOKENS = 100;
const WRONG_TOKENS_WINDOW_MS = 10 * 60_000;

/** The scheme's name is not case-sensitive (RFC 9110). A token of another form, a machine's too, is not looked up. */
const BEARER = /^Bearer +(tim_[A-Za-z0-9_-]{43})$/i;

/** Whoever speaks by a token: never more than the token's user, and of that what the token was made for. */
export interface Bearer {
  readonly tokenId: number;
  readonly userId: string;
  readonly userName: string;
  readonly scopes: readonly ApiScope[];
  readonly projectIds: readonly number[] | null;
  readonly memberships: readonly Membership[];
}

/** `closed`: the user is locked, or a demo user where demo logins are not let in. */
type Refused = { readonly refused: "missing" | "unknown" | "expired" | "revoked" | "closed" };
export type BearerRefusal = Refused | { readonly refused: "tooManyWrong"; readonly retryAfterSeconds: number };

/** Says who speaks by a token, and notes its use. */
export class Bearers {
  private readonly usedAt = new BoundedMap<number, number>(20_000);
  /** Tokens that were right once: a pipeline is heard although its neighbour behind the same address guesses. */
  private readonly onceRight = new BoundedMap<string, true>(20_000);
  private readonly wrongTokens = new FailureCount<string>(WRONG_TOKENS, WRONG_TOKENS_WINDOW_MS);

  /**
   * The bearer of a request. Token, user and memberships are read each time: what was taken a moment ago answers
   * nothing. `mayDemo` says whether demo users are let in at the address that was asked.
   */
  async bearerOf(
    db: Database,
    request: { readonly authorization: string | undefined; readonly address: string; readonly mayDemo: boolean },
    now = new Date(),
  ): Promise<Bearer | BearerRefusal> {
    const token = BEARER.exec(request.authorization ?? "")?.[1];
    const hash = token && apiTokenHash(token);
    const key = hash ? hash.toString("base64") : "";

    const blockedSeconds = this.wrongTokens.blockedSeconds(request.address, now.getTime());
    if (blockedSeconds > 0 && !this.onceRight.has(key)) {
      return { refused: "tooManyWrong", retryAfterSeconds: blockedSeconds };
    }
    if (request.authorization === undefined) return { refused: "missing" };
    const found = hash ? await read(db, hash, now) : ({ refused: "unknown" } satisfies Refused);
    if ("refused" in found) {
      this.wrongTokens.add(request.address, now.getTime());
      return found;
    }
    if (found.isDemo && !request.mayDemo) return { refused: "closed" };
    this.onceRight.set(key, true);
    this.noteUse(db, found.bearer.tokenId, now);
    return found.bearer;
  }

  /** Writes when a token was last used, at most once a minute. Nobody waits for it, and its loss harms nobody. */
  private noteUse(db: Database, tokenId: number, now: Date): void {
    if (now.getTime() - (this.usedAt.get(tokenId) ?? 0) < USED_NOTED_MS) return;
    this.usedAt.set(tokenId, now.getTime());
    db.update(apiTokens)
      .set({ lastUsedAt: now })
      .where(eq(apiTokens.id, tokenId))
      .catch(() => this.usedAt.delete(tokenId));
  }
}

/** Whether the project exists at all for this bearer. */
export function isVisibleToBearer(bearer: Bearer, subject: Subject & { kind: "project" }): boolean {
  return isWithin(bearer, subject.projectId) && isVisible(bearer.memberships, subject);
}

export function isAllowedToBearer(bearer: Bearer, action: Action, subject: Subject & { kind: "project" }): boolean {
  return isWithin(bearer, subject.projectId) && isAllowed(bearer.memberships, action, subject);
}

function isWithin({ projectIds }: Bearer, projectId: number): boolean {
  return projectIds === null || projectIds.includes(projectId);
}

async function read(db: Database, hash: Buffer, now: Date): Promise<{ bearer: Bearer; isDemo: boolean } | Refused> {
  const found = await tokenByHash(db, hash);
  if (!found) return { refused: "unknown" };
  const { token, owner, memberships } = found;
  if (token.revokedAt) return { refused: "revoked" };
  if (token.expiresAt <= now) return { refused: "expired" };
  if (owner.lockedAt) return { refused: "closed" };

  const { id: tokenId, userId, projectIds } = token;
  const scopes = knownScopes(token.scopes);
  return { bearer: { tokenId, userId, userName: owner.name, scopes, projectIds, memberships }, isDemo: owner.isDemo };
}
