import type { Pool, RowDataPacket } from "mysql2/promise";

import { wordOf } from "./answerers.ts";

/**
 * What is not whole in the threads' books: each answer has its file, its event, its word in the search, a notice for
 * whoever follows and a mail to each of them, once; each that was taken is there, and a ticket knows its last entry.
 */
export async function wrongAnswers(pool: Pool, taken: readonly string[]): Promise<string[]> {
  const [entries] = await pool.query<RowDataPacket[]>(
    `SELECT e.id, e.send_key AS sent, w.public_text AS words,
       (SELECT COUNT(*) FROM attachments a WHERE a.ticket_entry_id = e.id) AS files,
       (SELECT COUNT(*) FROM events v WHERE v.type = 'ticket.replied' AND JSON_VALUE(v.data, '$.entryId') = e.id) AS events,
       (SELECT COUNT(*) FROM notifications n WHERE n.once_key = CONCAT('ticket-entry:', e.id)) AS notices,
       (SELECT COUNT(*) FROM outbox_mails m WHERE m.ticket_entry_id = e.id) AS mails
     FROM ticket_entries e LEFT JOIN ticket_words w ON w.ticket_id = e.ticket_id
     WHERE e.send_key IS NOT NULL`,
  );
  const wrongs: string[] = [];
  for (const { sent, words, files, events, notices, mails } of entries) {
    if (Number(files) !== 1) wrongs.push(`${sent} has ${files} files`);
    if (Number(events) !== 1) wrongs.push(`${sent} has ${events} events`);
    if (Number(notices) === 0 || Number(notices) !== Number(mails))
      wrongs.push(`${sent}: ${notices} told, ${mails} mails`);
    if (!String(words).includes(wordOf(String(sent)))) wrongs.push(`${sent} is not found`);
  }
  const there = new Set(entries.map(({ sent }) => String(sent)));
  for (const key of taken) if (!there.has(key)) wrongs.push(`${key} was taken and is lost`);
  const [behind] = await pool.query<RowDataPacket[]>(
    "SELECT t.id FROM tickets t WHERE t.last_entry_at <> (SELECT MAX(e.at) FROM ticket_entries e WHERE e.ticket_id = t.id)",
  );
  return [...wrongs, ...behind.map(({ id }) => `ticket ${id} does not know its last entry`)];
}
