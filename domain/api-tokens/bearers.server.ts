import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { apiTokens } from "#db/schema/api-tokens.ts";
import { type Action, isAllowed, isVisible, type Membership, type Subject } from "#domain/identity/permissions.ts";
import { BoundedMap, FailureCount } from "#domain/identity/rates.ts";
import type { ProjectScope } from "#domain/identity/scope.ts";

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

/** A bearer, and the project that the request names, where there is one: not yet whether the bearer sees it. */
export interface Entered {
  readonly bearer: Bearer;
  readonly project: ProjectScope | undefined;
}

export type BearerRefusal = Refused | { readonly refused: "tooManyWrong"; readonly retryAfterSeconds: number };

export interface BearerRequest {
  readonly authorization: string | undefined;
  readonly address: string;
  readonly mayDemo: boolean;
  readonly slug?: string | undefined;
}

/** Says who speaks by a token, and notes its use. */
export class Bearers {
  private readonly usedAt = new BoundedMap<number, number>(20_000);
  /** Tokens that were right once: a pipeline is heard although its neighbour behind the same address guesses. */
  private readonly onceRight = new BoundedMap<string, true>(20_000);
  private readonly wrongTokens = new FailureCount<string>(WRONG_TOKENS, WRONG_TOKENS_WINDOW_MS);

  /**
   * The bearer of a request, and the project that it asks about. Token, user, memberships and project are read each time:
   * what was taken a moment ago answers nothing. `mayDemo` says whether demo users are let in at the address that was asked.
   */
  async bearerOf(db: Database, request: BearerRequest, now = new Date()): Promise<Entered | BearerRefusal> {
    const token = BEARER.exec(request.authorization ?? "")?.[1];
    const hash = token && apiTokenHash(token);
    const key = hash ? hash.toString("base64") : "";

    const blockedSeconds = this.wrongTokens.blockedSeconds(request.address, now.getTime());
    if (blockedSeconds > 0 && !this.onceRight.has(key)) {
      return { refused: "tooManyWrong", retryAfterSeconds: blockedSeconds };
    }
    if (request.authorization === undefined) return { refused: "missing" };
    const found = hash
      ? await read(db, { hash, slug: request.slug ?? null }, now)
      : ({ refused: "unknown" } satisfies Refused);
    if ("refused" in found) {
      this.wrongTokens.add(request.address, now.getTime());
      return found;
    }
    const { isDemo, ...entered } = found;
    if (isDemo && !request.mayDemo) return { refused: "closed" };
    this.onceRight.set(key, true);
    this.noteUse(db, entered.bearer.tokenId, now);
    return entered;
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

async function read(
  db: Database,
  { hash, slug }: { hash: Buffer; slug: string | null },
  now: Date,
): Promise<(Entered & { isDemo: boolean }) | Refused> {
  const found = await tokenByHash(db, hash, slug);
  if (!found) return { refused: "unknown" };
  const { token, owner, memberships, project } = found;
  if (token.revokedAt) return { refused: "revoked" };
  if (token.expiresAt <= now) return { refused: "expired" };
  if (owner.lockedAt) return { refused: "closed" };

  const { id: tokenId, userId, projectIds } = token;
  const scopes = knownScopes(token.scopes);
  const bearer = { tokenId, userId, userName: owner.name, scopes, projectIds, memberships };
  return { bearer, project, isDemo: owner.isDemo };
}
