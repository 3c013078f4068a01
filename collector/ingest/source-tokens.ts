import { type Answer, refusal } from "#collector/http/answers.ts";
import { BoundedMap, FailureCount } from "#collector/http/limits.ts";
import type { Database } from "#db/client.server.ts";
import { tokenHash } from "#domain/machines/tokens.server.ts";

import { type EnrolledToken, TokenRows } from "./token-rows.ts";

/** A revoked token is refused within 5 s: what is known is believed for four, and a look may take a while itself. */
const BELIEVED_MS = 4_000;
const USES_NOTED_EVERY_MS = 60_000;
const WRONG_TOKENS = 100;
const WRONG_TOKENS_WINDOW_MS = 10 * 60_000;

/** 256 random bits in base64url; a longer header is not looked up. */
const BEARER = /^Bearer ([A-Za-z0-9_-]{20,200})$/i;

export interface Source {
  readonly id: number;
  readonly projectId: number;
  readonly machineId: number | null;
}

/**
 * Says which source speaks. Tokens are compared as bytes of their SHA-256 by the database's index, so that how long
 * it takes tells nothing of a token. What was found stays known: one look every few seconds at what was revoked
 * serves all machines, where a look-up each would cost more than their samples.
 */
export class SourceTokens {
  private readonly rows: TokenRows;
  private readonly known = new BoundedMap<string, EnrolledToken>(20_000);
  /** Tokens that were right once: a machine is heard although its neighbour behind the same address guesses. */
  private readonly onceRight = new BoundedMap<string, true>(20_000);
  /** The same by the header as it comes, which spares a hash a request; in memory only. */
  private readonly byHeader = new BoundedMap<string, EnrolledToken>(20_000);
  private readonly used = new Set<number>();
  private usesNotedAt = 0;
  private revoked: ReadonlySet<number> = new Set();
  private revokedReadAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | undefined;
  readonly wrongTokens = new FailureCount<string>(WRONG_TOKENS, WRONG_TOKENS_WINDOW_MS);

  constructor(db: Database) {
    this.rows = new TokenRows(db);
  }

  /** The source of a token that was right before, while what is known is fresh; where undefined, ask `sourceOf`. */
  recent(authorization: string | undefined, now: number): Source | undefined {
    if (authorization === undefined || this.isStale(now)) return undefined;
    const found = this.byHeader.get(authorization);
    if (!found || this.revoked.has(found.tokenId)) return undefined;
    this.noteUse(found.tokenId, now);
    return found.source;
  }

  /** The source of a request, or the 401 or 429 to answer. Throws when the database does not answer. */
  async sourceOf(authorization: string | undefined, address: string, now: number): Promise<Source | Answer> {
    const token = BEARER.exec(authorization ?? "")?.[1];
    const hash = token && tokenHash(token);
    const key = hash ? hash.toString("base64") : "";

    const blockedSeconds = this.wrongTokens.blockedSeconds(address, now);
    if (blockedSeconds > 0 && !this.onceRight.has(key)) return tooManyWrongTokens(blockedSeconds);

    const found = hash && (this.known.get(key) ?? (await this.lookUp(key, hash)));
    if (!found) {
      this.wrongTokens.add(address, now);
      return refusal(401, "unknown_token", "No source has this token.", { closes: true });
    }
    if (this.isStale(now)) await this.readRevoked(now);
    if (this.revoked.has(found.tokenId)) {
      this.wrongTokens.add(address, now);
      return refusal(401, "revoked_token", "This token was revoked. Enrol the machine again.", { closes: true });
    }
    if (!this.onceRight.has(key)) this.onceRight.set(key, true);
    if (authorization && !this.byHeader.has(authorization)) this.byHeader.set(authorization, found);
    this.noteUse(found.tokenId, now);
    return found.source;
  }

  private async lookUp(key: string, hash: Buffer): Promise<EnrolledToken | undefined> {
    const found = await this.rows.byHash(key, hash);
    if (found) this.known.set(key, found);
    return found;
  }

  private isStale(now: number): boolean {
    return now - this.revokedReadAt >= BELIEVED_MS || now < this.revokedReadAt;
  }

  /** One read at a time; a failed one is no answer, and the next request tries again. */
  private readRevoked(now: number): Promise<void> {
    this.reading ??= this.rows
      .revoked()
      .then((revoked) => {
        this.revoked = revoked;
        this.revokedReadAt = now;
      })
      .finally(() => {
        this.reading = undefined;
      });
    return this.reading;
  }

  /** Writes which tokens were used, once a minute. Nobody waits for it, and its loss harms nobody. */
  private noteUse(tokenId: number, now: number): void {
    this.used.add(tokenId);
    if (now - this.usesNotedAt < USES_NOTED_EVERY_MS) return;
    this.usesNotedAt = now;
    const used = [...this.used];
    this.used.clear();
    this.rows.noteUse(used, new Date(now)).catch(() => undefined);
  }
}

function tooManyWrongTokens(retryAfterSeconds: number): Answer {
  const message = "Too many wrong tokens came from this address.";
  return refusal(429, "too_many_requests", message, { retryAfterSeconds, closes: true });
}
