import type { Database } from "#db/client.server.ts";
import { asLocale } from "#domain/identity/mails.ts";
import { mailChoices } from "#domain/notifications/choices.server.ts";
import { noteMailed, notify } from "#domain/notifications/notify.server.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";
import { subscribersOf } from "#domain/status/queries.server.ts";

import { publicBase } from "./asking.server.ts";
import { candidatesOf } from "./candidates.server.ts";
import type { InterventionNotice } from "./intervention.ts";
import { type Noticed, noticeLetter } from "./letters.ts";
import { pathOf } from "./paths.ts";
import { approversOf, type InterventionRow, type LockedProject } from "./rows.server.ts";

/**
 * Tells where an intervention stands, in the transaction that moves it, if its switch is on: the client's approvers and
 * everybody who was asked, by mail as each has chosen; and those who subscribed to the project's public status page, without its address inside.
 */
export async function sendNotice(
  tx: Database,
  project: LockedProject,
  row: InterventionRow,
  notice: InterventionNotice,
  now: Date,
): Promise<void> {
  if (!row.notices[notice]) return;
  const path = pathOf(project, row);
  const told: Noticed = {
    ...{ project: project.name, timeZone: project.timeZone, title: row.title, consequence: row.consequence },
    ...{ from: row.from, to: row.to, rolledBack: row.state === "rolled_back", link: new URL(path, publicBase()).href },
  };
  const [candidates, asked] = await Promise.all([candidatesOf(tx, project), approversOf(tx, row.id)]);
  const isAsked = (one: { userId: string | null; contactId: number | null }) =>
    asked.some(({ userId, contactId }) => userId === one.userId && contactId === one.contactId);
  const readers = candidates.filter((one) => isAsked(one) || (one.side === "client" && one.userId !== null));
  const written = new Set<string>();
  const logins = readers.flatMap(({ userId }) => userId ?? []);
  const choices = await mailChoices(tx, logins, "interventions");
  // A contact has nowhere to choose, and no page to read it on instead.
  const mailed = readers.filter(({ userId }) => userId === null || choices.get(userId) === "at_once");
  for (const { email, name, locale: chosen, contactId } of mailed) {
    const locale = asLocale(chosen);
    // A contact has no login: the page would ask for one.
    const letter = noticeLetter(locale, notice, contactId === null ? told : { ...told, link: null });
    written.add(email.toLowerCase());
    await enqueueMail(tx, { to: { address: email, name }, locale, ...letter }, now);
  }
  // Strangers read what they will notice of it, not what we call it among us.
  const forStrangers = { ...told, title: row.consequence, consequence: "", link: null };
  for (const { address, locale, unsubscribeUrl } of await subscribersOf(tx, project.id, publicBase())) {
    if (written.has(address)) continue;
    const { subject, text } = noticeLetter(locale, notice, forStrangers);
    const letter = { subject, text: `${text}\n${unsubscribeUrl}\n` };
    await enqueueMail(tx, { to: { address }, locale, unsubscribeUrl, ...letter }, now);
  }
  const userIds = [...logins, ...(row.requesterId === null ? [] : [row.requesterId])];
  const onceKey = `intervention:${row.id}:${notice}:${row.submittedHash ?? ""}`;
  const data = { title: row.title, from: row.from.toISOString() };
  await notify(tx, { userIds, onceKey, kind: `intervention.${notice}`, projectId: project.id, path, data }, now);
  await noteMailed(
    tx,
    onceKey,
    mailed.flatMap(({ userId }) => userId ?? []),
    now,
  );
}
