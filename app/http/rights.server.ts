import { database } from "#db/client.server.ts";
import type { Membership } from "#domain/identity/permissions.ts";
import { membershipsOf } from "#domain/identity/queries.server.ts";
import { seenAs } from "#domain/identity/seen-as.server.ts";
import { membershipsSeenAs, type SeenAs } from "#domain/identity/seen-as.ts";

export interface Rights {
  readonly memberships: readonly Membership[];
  /** Staff who look as people of a client: `memberships` are theirs then, and nothing may be written. */
  readonly seenAs: SeenAs | null;
}

/** What a session may see, read afresh: its user's own memberships, or those as which it looks. */
export async function rightsOf(userId: string, sessionId: string): Promise<Rights> {
  const own = await membershipsOf(database(), userId);
  const as = await seenAs(database(), sessionId, own);
  return { memberships: as ? membershipsSeenAs(as) : own, seenAs: as };
}
