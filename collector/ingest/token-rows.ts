import { eq, inArray, isNotNull, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { machines } from "#db/schema/machines.ts";
import { applications } from "#db/schema/projects.ts";
import { sources, sourceTokens } from "#db/schema/sources.ts";

import type { Source } from "./source-tokens.ts";

/** What is asked within this time is looked up together: after a start, every machine asks at once. */
const GATHER_MS = 2;
/** Hashes a statement. */
const MAX_HASHES = 1_000;

export interface EnrolledToken {
  readonly tokenId: number;
  readonly source: Source;
}

interface Asked {
  readonly hash: Buffer;
  readonly resolve: (found: EnrolledToken | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** The table `source_tokens`, as the collector reads it. */
export class TokenRows {
  private asked: Asked[] = [];
  /** Look-ups under way, by hash in base64: who asks the same waits for the same answer. */
  private readonly underWay = new Map<string, Promise<EnrolledToken | undefined>>();

  constructor(private readonly db: Database) {}

  /** The source of a token, revoked or not; undefined when there is none. `key` is the hash in base64. */
  byHash(key: string, hash: Buffer): Promise<EnrolledToken | undefined> {
    const underWay = this.underWay.get(key);
    if (underWay) return underWay;
    const found = new Promise<EnrolledToken | undefined>((resolve, reject) => {
      this.asked.push({ hash, resolve, reject });
      if (this.asked.length === 1) setTimeout(() => this.answer(), GATHER_MS);
    }).finally(() => this.underWay.delete(key));
    this.underWay.set(key, found);
    return found;
  }

  /** The tokens that are no longer good: revoked, or of a machine or an application that is retired. */
  async revoked(): Promise<Set<number>> {
    const rows = await this.db
      .select({ id: sourceTokens.id })
      .from(sourceTokens)
      .innerJoin(sources, eq(sources.id, sourceTokens.sourceId))
      .leftJoin(machines, eq(machines.id, sources.machineId))
      .leftJoin(applications, eq(applications.id, sources.applicationId))
      .where(or(isNotNull(sourceTokens.revokedAt), isNotNull(machines.retiredAt), isNotNull(applications.retiredAt)));
    return new Set(rows.map(({ id }) => id));
  }

  async noteUse(tokenIds: readonly number[], lastUsedAt: Date): Promise<void> {
    await this.db
      .update(sourceTokens)
      .set({ lastUsedAt })
      .where(inArray(sourceTokens.id, [...tokenIds]));
  }

  private async answer(): Promise<void> {
    const asked = this.asked;
    this.asked = [];
    for (let start = 0; start < asked.length; start += MAX_HASHES) {
      await this.answerSome(asked.slice(start, start + MAX_HASHES));
    }
  }

  private async answerSome(asked: readonly Asked[]): Promise<void> {
    try {
      const found = await this.read(asked.map(({ hash }) => hash));
      for (const { hash, resolve } of asked) resolve(found.get(hash.toString("base64")));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  private async read(hashes: Buffer[]): Promise<Map<string, EnrolledToken>> {
    const rows = await this.db
      .select({
        hash: sourceTokens.tokenHash,
        tokenId: sourceTokens.id,
        id: sources.id,
        projectId: sources.projectId,
        machineId: sources.machineId,
      })
      .from(sourceTokens)
      .innerJoin(sources, eq(sources.id, sourceTokens.sourceId))
      .where(inArray(sourceTokens.tokenHash, hashes));
    return new Map(rows.map(({ hash, tokenId, ...source }) => [hash.toString("base64"), { tokenId, source }] as const));
  }
}
