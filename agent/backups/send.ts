import { type BackupsBody, MAX_BACKUP_WORDS } from "#collector/protocol/backups.ts";

import type { Answer, Post } from "../transport.ts";
import { Outbox, type Waiting } from "./outbox.ts";

/** A body of so many bytes of text, which a reader of a megabyte takes also where it packs badly. */
const BODY_BYTES = 400_000;

export type Sent = { readonly done: true } | { readonly later: string; readonly isRefused: boolean };

/**
 * Tells everything that waits, by the contract of collector/protocol/backups.ts. What the collector has not answered for stays
 * in the outbox.
 */
export async function sendBackups(dataDirectory: string, post: Post, log: (line: string) => void): Promise<Sent> {
  const outbox = new Outbox(dataDirectory);
  let most = MAX_BACKUP_WORDS;
  for (;;) {
    const batch = outbox.next(most, BODY_BYTES);
    if (batch.length === 0) return { done: true };
    const answer = await post("/v1/backups", bodyOf(batch)).catch((error: Error) => error);
    if (answer instanceof Error) return { later: answer.message, isRefused: false };
    const { status } = answer;
    const refused = status === 200 ? refusedOf(answer) : undefined;
    if (refused) {
      for (const { index, reason } of refused) log(`not kept: ${batch[index]?.text.slice(0, 120)}… (${reason})`);
      outbox.settle(batch);
    } else if (![400, 413, 422].includes(status)) {
      // Also a 200 of a stranger, such as a captive portal's page.
      return { later: `status ${status}`, isRefused: status === 401 || status === 403 };
    } else if (batch.length > 1) most = 1;
    else {
      log(`given up: ${batch[0]?.text.slice(0, 120)}… (status ${status} ${answer.body.slice(0, 200)})`);
      outbox.settle(batch);
    }
  }
}

function bodyOf(batch: readonly Waiting[]): BackupsBody {
  return { told: batch.map(({ text }) => JSON.parse(text)) };
}

function refusedOf({ body }: Answer): { index: number; reason: string }[] | undefined {
  try {
    const { kept, refused } = JSON.parse(body);
    if (typeof kept !== "number" || !Array.isArray(refused)) return undefined;
    return refused.map(({ index, reason }) => ({ index: Number(index), reason: String(reason) }));
  } catch {
    return undefined;
  }
}
