import type { Database } from "#db/client.server.ts";
import { claimFiles, type FilesRefused } from "#domain/attachments/claims.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import { imagesIn } from "./markdown.ts";

/**
 * Gives pictures that the actor sent in to an article, in the transaction that writes its text. Those that the text does
 * not show yet are put behind it, so that none is lost and its author may move them.
 */
export async function withPictures(
  tx: Database,
  actor: Actor,
  articleId: number,
  { text, pictureIds }: { readonly text: string; readonly pictureIds: readonly string[] },
): Promise<{ text: string } | FilesRefused> {
  if (pictureIds.length === 0) return { text };
  const claimed = await claimFiles(tx, null, actor.id, pictureIds, { articleId });
  if ("refused" in claimed) return claimed;
  const shown = imagesIn(text);
  const added = [...new Set(pictureIds)].filter((id) => !shown.includes(id)).map((id) => `![](/attachments/${id})`);
  return { text: [text, ...added].join("\n\n") };
}
