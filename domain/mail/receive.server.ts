import { createHash } from "node:crypto";
import { and, count, eq, gt, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { inboundMailFiles, inboundMails } from "#db/schema/mail.ts";
import { claimFiles } from "#domain/attachments/claims.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";
import { addMessageIn } from "#domain/tickets/messages.server.ts";
import { openTicketIn } from "#domain/tickets/opening.server.ts";
import { TICKET_LIMITS } from "#domain/tickets/ticket.ts";

import { acknowledge } from "./acknowledge.server.ts";
import { noteBounce } from "./bounce.server.ts";
import { deskAddress, deskSecret } from "./desk-address.ts";
import { type KeptFiles, keepFiles, putAside, type WaitingFile } from "./files.server.ts";
import { parseMail } from "./parse.server.ts";
import type { ParsedMail } from "./parsed.ts";
import { type Place, placeOf } from "./place.server.ts";
import { fold } from "./quoted.ts";
import { type Answered, instanceOf, isDeskAddress, readReplyAddress } from "./reply-address.ts";
import { sortOf } from "./sort.ts";
import { staffFollowing } from "./staff.server.ts";
import { type MailReason, type MailVerdict, MOST_OPENED } from "./verdict.ts";
import { mailWords } from "./words.ts";

const HOUR_MS = 3_600_000;

/** A mail as it came. */
export interface ArrivedMail {
  readonly source: Uint8Array;
  readonly via: "imap" | "smtp";
  /** What SMTP said: `from` is "" for the null sender. */
  readonly envelope?: { readonly from: string; readonly to: readonly string[] };
}

export interface ReceivedMail {
  readonly id: number;
  readonly verdict: MailVerdict;
  readonly reason: MailReason | null;
  /** It had come before: nothing was done. */
  readonly isCopy: boolean;
}

interface Judged {
  readonly verdict: MailVerdict;
  readonly reason?: MailReason;
  readonly projectId?: number | null;
  readonly ticketId?: number | null;
}

/**
 * Takes a mail in: one transaction writes what came and what follows from it, so that a crash leaves all or nothing, and the
 * same mail once more is known by its key. Throws while the database or the disk is away: whoever brought it brings it again.
 */
export async function receiveMail(db: Database, arrived: ArrivedMail, now = new Date()): Promise<ReceivedMail> {
  const desk = deskAddress();
  if (!desk) throw new Error("TIMONERIE_DESK_ADDRESS is not set: no mail can come in.");
  const answer = await parseMail(arrived.source);
  if ("refused" in answer) return noteRefused(db, arrived, answer.refused, now);
  const { mail } = answer;
  const ours = [...(arrived.envelope?.to ?? []), ...mail.to].filter((address) => isDeskAddress(desk, address));
  const answered = firstAnswered(desk, ours);
  const onceKey = onceKeyOf(mail, arrived.source, answered);
  const copy = await copyOf(db, onceKey);
  if (copy) return copy;

  const own = { desk, instance: instanceOf(deskSecret()) };
  const sort = sortOf(mail, own, arrived.envelope?.from);
  const place = sort === "written" ? await boundedPlace(db, mail, answered, now) : null;
  const row = { ...rowOf(mail, arrived, now), onceKey, toAddress: (ours[0] ?? desk).slice(0, 260) };
  const kept =
    place && "projectId" in place && place.to !== "triage"
      ? await keepFiles(db, place.projectId, mail.attachments, now)
      : null;
  const aside = place?.to === "triage" || sort === "automatic" ? await putAside(mail.attachments) : [];

  const written = await db.transaction(async (tx) => {
    const [{ affectedRows, insertId: id }] = await tx
      .insert(inboundMails)
      .ignore()
      .values({ ...row, verdict: "refused", refusedFiles: kept?.refused ?? [] });
    if (affectedRows === 0) return undefined;
    const judged = place
      ? await put(tx, { id, mail, place, kept }, now)
      : { verdict: sort as MailVerdict, ...(sort === "bounce" ? await noteBounce(tx, mail, now) : {}) };
    await tx.update(inboundMails).set(judged).where(eq(inboundMails.id, id));
    await writeAside(tx, id, aside);
    return {
      id,
      verdict: judged.verdict,
      reason: ("reason" in judged ? judged.reason : undefined) ?? null,
      isCopy: false,
    };
  });
  return written ?? copyOf(db, onceKey).then((known) => known ?? unreachable(onceKey));
}

interface Putting {
  readonly id: number;
  readonly mail: ParsedMail;
  readonly place: Place;
  readonly kept: KeptFiles | null;
}

/** Writes a person's mail where it belongs. The ticket may have been merged or closed to it meanwhile: then it waits. */
async function put(tx: Database, { id, mail, place, kept }: Putting, now: Date): Promise<Judged> {
  if (place.to === "refuse") return { verdict: "refused", reason: place.reason };
  if (place.to === "triage") {
    const { reason, projectId, ticketId } = place;
    return { verdict: "triage", reason, projectId, ticketId };
  }
  const files = kept?.publicIds ?? [];
  if (place.to === "join") {
    const { projectId, ticketId, author, isPublic } = place;
    const text = fold(mail.text).said || mailWords(null).noText;
    const message = { text, isPublic, inboundMailId: id, sendKey: `mail-${id}` };
    const added = await addMessageIn(tx, projectId, ticketId, author, message, now);
    if (!("entryId" in added)) return { verdict: "triage", reason: "ticketClosedToMail", projectId, ticketId };
    await claim(tx, projectId, files, added.entryId);
    return { verdict: "joined", projectId, ticketId };
  }
  return openFor(tx, { id, mail, place, files }, now);
}

async function openFor(
  tx: Database,
  { id, mail, place, files }: { id: number; mail: ParsedMail; place: Place & { to: "open" }; files: readonly string[] },
  now: Date,
): Promise<Judged> {
  const { projectId, requester, locale } = place;
  const words = mailWords(locale);
  const project = await lockProject(tx, projectId);
  const opened = project
    ? await openTicketIn(
        tx,
        project,
        {
          kind: "request",
          subject: mail.subject.slice(0, TICKET_LIMITS.subject) || words.noSubject,
          text: mail.text.slice(0, TICKET_LIMITS.text) || words.noText,
          impact: "medium",
          urgency: "medium",
          source: "mail",
          author: { side: requester.side, id: requester.userId, name: requester.name },
          requester,
          followerIds: await staffFollowing(tx, project),
          sendKey: `mail-${id}`,
          inboundMailId: id,
        },
        now,
      )
    : { refused: "notFound" as const };
  if (!("id" in opened)) return { verdict: "triage", reason: "unknownSender" };
  await claim(tx, projectId, files, opened.entryId);
  await acknowledge(tx, { projectId, ticketId: opened.id, entryId: opened.entryId, requester, locale, mail }, now);
  return { verdict: "opened", projectId, ticketId: opened.id };
}

async function claim(
  tx: Database,
  projectId: number,
  publicIds: readonly string[],
  ticketEntryId: number,
): Promise<void> {
  const claimed = await claimFiles(tx, projectId, null, publicIds, { ticketEntryId });
  if ("refused" in claimed) throw new Error(`The files of a mail could not be claimed: ${claimed.refused}`);
}

/** A sender whose marks say "a person" and who opens tickets like a machine is put before somebody. */
async function boundedPlace(db: Database, mail: ParsedMail, answered: Answered | null, now: Date): Promise<Place> {
  const place = await placeOf(db, mail, answered);
  if (place.to !== "open") return place;
  const { fromAddress, receivedAt, verdict } = inboundMails;
  const since = new Date(now.getTime() - HOUR_MS);
  const [opened] = await db
    .select({ count: count() })
    .from(inboundMails)
    .where(and(eq(fromAddress, mail.from?.address ?? ""), gt(receivedAt, since), eq(verdict, "opened")));
  const isTooMany = (opened?.count ?? 0) >= MOST_OPENED;
  return isTooMany ? { to: "triage", reason: "tooMany", projectId: place.projectId, ticketId: null } : place;
}

function firstAnswered(desk: string, addresses: readonly string[]): Answered | null {
  for (const address of addresses) {
    const answered = readReplyAddress(deskSecret(), desk, address);
    if (answered) return answered;
  }
  return null;
}

/** The same mail gets the same key by whichever way it comes: the headers of its way are left out. */
function onceKeyOf(mail: ParsedMail, source: Uint8Array, answered: Answered | null): string {
  if (!mail.messageId) return sha256(source);
  const { messageId, from, subject, text, html } = mail;
  const files = mail.attachments.map(({ name, bytes }) => [name, sha256(bytes)]);
  return sha256(JSON.stringify([messageId, from, subject, text, html, files, answered?.ticketId ?? null]));
}

async function copyOf(db: Database, onceKey: string): Promise<ReceivedMail | undefined> {
  const [known] = await db
    .select({ id: inboundMails.id, verdict: inboundMails.verdict, reason: inboundMails.reason })
    .from(inboundMails)
    .where(eq(inboundMails.onceKey, onceKey));
  if (!known) return undefined;
  await db
    .update(inboundMails)
    .set({ copies: sql`${inboundMails.copies} + 1` })
    .where(eq(inboundMails.id, known.id));
  return { ...known, reason: known.reason as MailReason | null, isCopy: true };
}

async function noteRefused(db: Database, arrived: ArrivedMail, reason: MailReason, now: Date): Promise<ReceivedMail> {
  const onceKey = sha256(arrived.source);
  const copy = await copyOf(db, onceKey);
  if (copy) return copy;
  const fromAddress = (arrived.envelope?.from ?? "").slice(0, 260);
  const toAddress = (arrived.envelope?.to[0] ?? deskAddress() ?? "").slice(0, 260);
  const nothing = { fromName: "", subject: "", text: "", refusedFiles: [] };
  const size = { via: arrived.via, sizeBytes: arrived.source.byteLength };
  const [{ insertId: id }] = await db
    .insert(inboundMails)
    .values({ ...nothing, ...size, onceKey, fromAddress, toAddress, verdict: "refused", reason, receivedAt: now });
  return { id, verdict: "refused", reason, isCopy: false };
}

async function writeAside(tx: Database, mailId: number, files: readonly WaitingFile[]): Promise<void> {
  if (files.length > 0) await tx.insert(inboundMailFiles).values(files.map((file) => ({ ...file, mailId })));
}

function rowOf(mail: ParsedMail, { via, source }: ArrivedMail, now: Date) {
  return {
    via,
    receivedAt: now,
    messageId: mail.messageId,
    fromAddress: mail.from?.address ?? "",
    fromName: mail.from?.name ?? "",
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    sizeBytes: source.byteLength,
  };
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function unreachable(onceKey: string): never {
  throw new Error(`A mail with the key ${onceKey} was there and is not`);
}
