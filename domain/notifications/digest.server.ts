import { and, eq, gt, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { user } from "#db/schema/identity.ts";
import { notificationDigests, notifications } from "#db/schema/notifications.ts";
import { asLocale } from "#domain/identity/mails.ts";
import { membershipsOf } from "#domain/identity/queries.server.ts";
import { wallTime } from "#domain/metrics/wall-time.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

import { topicOf } from "./choice.ts";
import { choicesOf } from "./choices.server.ts";
import { type Notice, noticePage, noticeReader } from "./inbox.server.ts";
import { enqueueMail } from "./outbox.server.ts";
import { NOTICE_WORDS, noticeSentence } from "./sentence.ts";

/** Hours of the reader's morning, [from, to): whoever was not reached in it is reached the next day. */
const MORNING = { fromHour: 7, toHour: 12 };
/** What is older was in an earlier mail, or its reader was away: the page has it. */
const OLDEST_MS = 3 * 24 * 3_600_000;
const MOST_NOTICES = 30;
const MOST_READ = 500;
/** Of users who see no project. */
const USUAL_ZONE = "Europe/Paris";

/**
 * In the morning of their project's time zone, mails each user what they have not read and want to have so. Once a day a
 * user, by a row of that day, however often this runs; nothing where nothing is unread. What a user may see is asked
 * again here: of a project that they lost, nothing is said. Gives how many were written to.
 */
export async function sendDigests(db: Database, now = new Date(), base = publicBase()): Promise<number> {
  const since = new Date(now.getTime() - OLDEST_MS);
  const waiting = await db
    .selectDistinct({ id: user.id, name: user.name, email: user.email, locale: user.locale })
    .from(notifications)
    .innerJoin(user, and(eq(user.id, notifications.userId), isNull(user.lockedAt)))
    .where(and(gt(notifications.at, since), isNull(notifications.readAt), isNull(notifications.mailedAt)));
  let sent = 0;
  for (const person of waiting) {
    if (await db.transaction((tx) => sendTo(tx, person, now, since, base))) sent += 1;
  }
  return sent;
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string | null;
}

async function sendTo(tx: Database, person: Person, now: Date, since: Date, base: URL): Promise<boolean> {
  const memberships = await membershipsOf(tx, person.id);
  const projects = await projectsOf(tx, memberships);
  const [day = "", time = ""] = wallTime(now.getTime(), projects[0]?.timeZone ?? USUAL_ZONE).split("T");
  const hour = Number(time.slice(0, 2));
  if (hour < MORNING.fromHour || hour >= MORNING.toHour) return false;

  const choices = await choicesOf(tx, person.id);
  const reader = noticeReader(person.id, memberships, projects);
  const found = await noticePage(tx, reader, { unreadOnly: true, unmailedSince: since, limit: MOST_READ });
  const notices = found.filter(({ kind }) => {
    const topic = topicOf(kind);
    return topic === null || choices[topic] === "digest";
  });
  if (notices.length === 0) return false;

  const [{ affectedRows }] = await tx
    .insert(notificationDigests)
    .ignore()
    .values({ userId: person.id, on: day, at: now });
  if (affectedRows === 0) return false;
  const names = new Map(projects.map(({ id, name }) => [id, name]));
  await enqueueMail(
    tx,
    { to: { address: person.email, name: person.name }, ...letter(person, notices, names, base) },
    now,
  );
  const ids = notices.map(({ id }) => id);
  await tx.update(notifications).set({ mailedAt: now }).where(inArray(notifications.id, ids));
  return true;
}

function letter(person: Person, notices: readonly Notice[], names: ReadonlyMap<number, string>, base: URL) {
  const locale = asLocale(person.locale);
  const { digest } = NOTICE_WORDS[locale];
  const lines = notices.slice(0, MOST_NOTICES).map(({ kind, data, path, projectId }) => {
    const project = projectId === null ? undefined : names.get(projectId);
    const place = project === undefined ? "" : `${project} · `;
    return `- ${place}${noticeSentence(kind, data, locale)}\n  ${new URL(path, base).href}`;
  });
  const left = notices.length - lines.length;
  const text = [
    digest.greeting(person.name),
    digest.intro(),
    [...lines, ...(left > 0 ? [digest.more(left)] : [])].join("\n"),
    digest.choose(new URL("/notifications", base).href),
  ].join("\n\n");
  return { locale, subject: digest.subject(notices.length), text: `${text}\n` };
}

/** The address under which mails name pages. */
function publicBase(): URL {
  return new URL(process.env.TIMONERIE_URL ?? "http://localhost:3000");
}
