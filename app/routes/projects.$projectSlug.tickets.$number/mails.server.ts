import type { Database } from "#db/client.server.ts";
import { mailsOfEntries } from "#domain/mail/entry-mails.server.ts";

interface Said {
  readonly id: number;
  readonly text: string;
  readonly inboundMailId: number | null;
}

/** Each entry with what its mail quoted, where it came by one: its text is what its sender wrote. */
export async function withMails<Entry extends Said>(db: Database, thread: readonly Entry[]) {
  const mails = await mailsOfEntries(db, thread);
  return thread.map((entry) => {
    const { said, ...mail } = mails.get(entry.id) ?? { said: entry.text, quoted: "", hasOriginal: false };
    return { ...entry, text: said, mail };
  });
}
