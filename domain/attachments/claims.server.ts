import { and, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { attachments } from "#db/schema/attachments.ts";

import { FILES_A_MESSAGE } from "./limits.ts";

/** What a file is given to. */
export type FileOwner =
  | { readonly ticketEntryId: number }
  | { readonly articleId: number }
  | { readonly interventionId: number };

/**
 * Gives files to what was just written, in its transaction: only those that this user sent in for this project and that
 * belong to nothing yet. All or none; `notFound` is also for those of others. Ids twice count once.
 */
export async function claimFiles(
  tx: Database,
  projectId: number | null,
  uploaderId: string | null,
  publicIds: readonly string[],
  owner: FileOwner,
): Promise<{ readonly names: string[] } | { readonly refused: "notFound" | "tooMany" }> {
  const wanted = [...new Set(publicIds)];
  if (wanted.length === 0) return { names: [] };
  if ("ticketEntryId" in owner && wanted.length > FILES_A_MESSAGE) return { refused: "tooMany" };
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
  if (found.length !== wanted.length) return { refused: "notFound" };
  const ids = found.map(({ id }) => id);
  await tx.update(attachments).set(owner).where(inArray(attachments.id, ids));
  return { names: found.map(({ name }) => name) };
}

/** Files that belong to nothing yet. */
export function isPending() {
  return and(isNull(attachments.ticketEntryId), isNull(attachments.articleId), isNull(attachments.interventionId));
}
