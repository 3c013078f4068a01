import type { Database } from "#db/client.server.ts";
import { asLocale } from "#domain/identity/mails.ts";
import { projectReaders } from "#domain/identity/readers.server.ts";
import { mailChoices } from "#domain/notifications/choices.server.ts";
import { noteMailed, notify } from "#domain/notifications/notify.server.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";
import { NOTICE_WORDS, noticeSentence } from "#domain/notifications/sentence.ts";

interface Place {
  readonly id: number;
  readonly clientId: number;
  readonly slug: string;
  readonly name: string;
}

/**
 * Tells the staff of a project that an incident was opened, or that its service recovered, in the transaction that
 * writes it: once each, however often it flaps; never whoever wrote it. By page and, as each of them chose, by mail.
 */
export async function tellStaff(
  tx: Database,
  project: Place,
  incident: { readonly id: number; readonly title: string },
  what: "opened" | "recovered",
  { by, now }: { readonly by: string | null; readonly now: Date },
): Promise<void> {
  const readers = await projectReaders(tx, project);
  const staff = readers.filter(({ id, isStaff }) => isStaff && id !== by);
  const [kind, data] = [`incident.${what}`, { name: incident.title }];
  const path = `/projects/${project.slug}/incidents`;
  const userIds = staff.map(({ id }) => id);
  const onceKey = `incident:${incident.id}:${what}`;
  const fresh = await notify(tx, { userIds, onceKey, kind, projectId: project.id, path, data }, now);
  if (!fresh) return;
  const choices = await mailChoices(tx, userIds, "incidents");
  const link = new URL(path, process.env.TIMONERIE_URL ?? "http://localhost:3000").href;
  const wanting = staff.filter(({ id }) => choices.get(id) === "at_once");
  await noteMailed(
    tx,
    onceKey,
    wanting.map(({ id }) => id),
    now,
  );
  for (const { name, email, locale: chosen } of wanting) {
    const locale = asLocale(chosen);
    const letter = NOTICE_WORDS[locale].incident.mail(noticeSentence(kind, data, locale), project.name, link);
    await enqueueMail(tx, { to: { address: email, name }, locale, ...letter }, now);
  }
}
