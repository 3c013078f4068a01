import { eq } from "drizzle-orm";

import { type Answer, refusal } from "#collector/http/answers.ts";
import { BoundedMap, FailureCount } from "#collector/http/limits.ts";
import type { Database } from "#db/client.server.ts";
import { machines } from "#db/schema/machines.ts";
import { applications } from "#db/schema/projects.ts";
import { sources, sourceTokens } from "#db/schema/sources.ts";
import { tokenHash } from "#domain/machines/tokens.server.ts";

/** A revoked token is refused within 5 s: a look-up is believed for four, and may take a while itself. */
const BELIEVED_MS = 4_000;
const USED_NOTED_MS = 60_000;
const WRONG_TOKENS = 100;
const WRONG_TOKENS_WINDOW_MS = 10 * 60_000;

/** 256 random bits in base64url; a longer header is not looked up. */
const BEARER = /^Bearer ([A-Za-z0-9_-]{20,200})$/i;

export interface Source {
  readonly id: number;
  readonly projectId: number;
  readonly machineId: number | null;
}

interface Found {
  readonly at: number;
  readonly source: Promise<{ source: Source; tokenId: number; isRevoked: boolean } | null>;
}

/**
 * Says which source speaks. Tokens are compared as bytes of their SHA-256 by the database's index, so that how long
 * it takes tells nothing of a token.
 */
export class SourceTokens {
  private readonly found = new BoundedMap<string, Found>(20_000);
  private readonly usedAt = new BoundedMap<number, number>(20_000);
  /** Tokens that were right once: a machine is heard although its neighbour behind the same address guesses. */
  private readonly onceRight = new BoundedMap<string, true>(20_000);
  readonly wrongTokens = new FailureCount<string>(WRONG_TOKENS, WRONG_TOKENS_WINDOW_MS);

  constructor(private readonly db: Database) {}

  /** The source of a request, or the 401 or 429 to answer. Throws when the database does not answer. */
  async sourceOf(authorization: string | undefined, address: string, now: number): Promise<Source | Answer> {
    const token = BEARER.exec(authorization ?? "")?.[1];
    const hash = token && tokenHash(token);
    const key = hash ? hash.toString("base64") : "";

    const blockedSeconds = this.wrongTokens.blockedSeconds(address, now);
    if (blockedSeconds > 0 && !this.onceRight.has(key)) return tooManyWrongTokens(blockedSeconds);

    const found = hash ? await this.lookUp(key, hash, now) : null;
    if (!found || found.isRevoked) {
      this.wrongTokens.add(address, now);
      return found
        ? refusal(401, "revoked_token", "This token was revoked. Enrol the machine again.", { closes: true })
        : refusal(401, "unknown_token", "No source has this token.", { closes: true });
    }
    this.onceRight.set(key, true);
    this.noteUse(found.tokenId, now);
    return found.source;
  }

  private lookUp(key: string, hash: Buffer, now: number): Found["source"] {
    const known = this.found.get(key);
    if (known && now - known.at < BELIEVED_MS && now >= known.at) return known.source;
    const source = this.read(hash);
    this.found.set(key, { at: now, source });
    // A failed look-up is not an answer to be kept.
    source.catch(() => this.found.delete(key));
    return source;
  }

  private async read(hash: Buffer): Promise<Awaited<Found["source"]>> {
    const [row] = await this.db
      .select({
        id: sources.id,
        projectId: sources.projectId,
        machineId: sources.machineId,
        tokenId: sourceTokens.id,
        revokedAt: sourceTokens.revokedAt,
        machineRetiredAt: machines.retiredAt,
        applicationRetiredAt: applications.retiredAt,
      })
      .from(sourceTokens)
      .innerJoin(sources, eq(sources.id, sourceTokens.sourceId))
      .leftJoin(machines, eq(machines.id, sources.machineId))
      .leftJoin(applications, eq(applications.id, sources.applicationId))
      .where(eq(sourceTokens.tokenHash, hash));
    if (!row) return null;
    const { id, projectId, machineId, tokenId } = row;
    const isRevoked = Boolean(row.revokedAt ?? row.machineRetiredAt ?? row.applicationRetiredAt);
    return { source: { id, projectId, machineId }, tokenId, isRevoked };
  }

  /** Writes when a token was last used, at most once a minute. Nobody waits for it, and its loss harms nobody. */
  private noteUse(tokenId: number, now: number): void {
    if (now - (this.usedAt.get(tokenId) ?? 0) < USED_NOTED_MS) return;
    this.usedAt.set(tokenId, now);
    this.db
      .update(sourceTokens)
      .set({ lastUsedAt: new Date(now) })
      .where(eq(sourceTokens.id, tokenId))
      .catch(() => this.usedAt.delete(tokenId));
  }
}

function tooManyWrongTokens(retryAfterSeconds: number): Answer {
  const message = "Too many wrong tokens came from this address.";
  return refusal(429, "too_many_requests", message, { retryAfterSeconds, closes: true });
}
