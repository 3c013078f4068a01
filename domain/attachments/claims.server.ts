import { and, eq, inArray, isNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { attachments } from "#db/schema/attachments.ts";
import { restoreTests } from "#db/schema/backups.ts";

import { FILES_A_MESSAGE } from "./limits.ts";

/** What a file is given to. */
export type FileOwner =
  | { readonly ticketEntryId: number }
  | { readonly articleId: number }
  | { readonly interventionId: number };

export type FilesRefused = { readonly refused: "fileNotFound" | "tooManyFiles" };

/** Files that may be given to what is about to be written. */
export interface FreeFiles {
  readonly ids: readonly number[];
  readonly names: readonly string[];
}

/**
 * Finds files by their public ids and holds them in the caller's transaction: only those that this user sent in for this
 * project and that belong to nothing yet. All or none; `fileNotFound` is also for those of others. Ids twice count once.
 */
export async function freeFiles(
  tx: Database,
  projectId: number | null,
  uploaderId: string | null,
  publicIds: readonly string[],
): Promise<FreeFiles | FilesRefused> {
  const wanted = [...new Set(publicIds)];
  if (wanted.length === 0) return { ids: [], names: [] };
  if (wanted.length > FILES_A_MESSAGE) return { refused: "tooManyFiles" };
  const found = await tx
    .select({ id: attachments.id, name: attachments.name })
    .from(attachments)
    .where(
      and(
        inArray(attachments.publicId, wanted),
        projectId === null ? isNull(attachments.projectId) : eq(attachments.projectId, projectId),
        uploaderId === null ? isNull(attachments.uploaderId) : eq(attachments.uploaderId, uploaderId),
        isPending(),
      ),
    )
    .for("update");
  if (found.length !== wanted.length) return { refused: "fileNotFound" };
  return { ids: found.map(({ id }) => id), names: found.map(({ name }) => name) };
}

/** Gives files that `freeFiles` holds to what was just written, in the same transaction. */
export async function giveFiles(tx: Database, ids: readonly number[], owner: FileOwner): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(attachments)
    .set(owner)
    .where(inArray(attachments.id, [...ids]));
}

/** Both at once, for whoever has written already. */
export async function claimFiles(
  tx: Database,
  projectId: number | null,
  uploaderId: string | null,
  publicIds: readonly string[],
  owner: FileOwner,
): Promise<FreeFiles | FilesRefused> {
  const free = await freeFiles(tx, projectId, uploaderId, publicIds);
  if ("ids" in free) await giveFiles(tx, free.ids, owner);
  return free;
}

/** Files that belong to nothing yet. */
export function isPending() {
  // A restore names its evidence itself.
  const provesRestore = sql`exists (select 1 from ${restoreTests} where ${restoreTests.attachmentId} = ${attachments.id})`;
  return and(
    isNull(attachments.ticketEntryId),
    isNull(attachments.articleId),
    isNull(attachments.interventionId),
    sql`not ${provesRestore}`,
  );
}
