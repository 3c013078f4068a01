import { and, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { inboundMailFiles, inboundMails, mailSenders } from "#db/schema/mail.ts";
import { tickets } from "#db/schema/tickets.ts";
import { claimFiles } from "#domain/attachments/claims.server.ts";
import { type Actor, recordAudit } from "#domain/audit/record.server.ts";
import { projectReaders } from "#domain/identity/readers.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";
import { addMessageIn } from "#domain/tickets/messages.server.ts";
import { openTicketIn } from "#domain/tickets/opening.server.ts";
import { TICKET_LIMITS } from "#domain/tickets/ticket.ts";

import { keepFiles, readAside } from "./files.server.ts";
import { fold } from "./quoted.ts";
import { staffFollowing } from "./staff.server.ts";
import { mailWords } from "./words.ts";

export type TriageRefusal = "notFound" | "decided" | "notInTicket";
type Answer = { readonly projectId: number; readonly ticketId: number } | { readonly refused: TriageRefusal };

/** Opens a ticket of a project with a mail that waits, for its sender; `remember` lets the sender's next ones open by themselves. */
export async function openFromMail(
  db: Database,
  mailId: number,
  actor: Actor,
  { projectId, remember }: { readonly projectId: number; readonly remember: boolean },
  now = new Date(),
): Promise<Answer> {
  const files = await filesFor(db, mailId, projectId, now);
  return db.transaction(async (tx) => {
    const mail = await lockUndecided(tx, mailId);
    if (!mail) return { refused: "decided" };
    const project = await lockProject(tx, projectId);
    if (!project || mail.fromAddress === "") return { refused: "notFound" };
    const sender = await senderIn(tx, project, mail);
    const words = mailWords(null);
    const opened = await openTicketIn(
      tx,
      project,
      {
        kind: "request",
        subject: mail.subject.slice(0, TICKET_LIMITS.subject) || words.noSubject,
        text: mail.text || words.noText,
        impact: "medium",
        urgency: "medium",
        source: "mail",
        author: { side: sender.side, id: sender.userId, name: sender.name },
        requester: sender,
        followerIds: await staffFollowing(tx, project),
        inboundMailId: mailId,
      },
      now,
    );
    if (!("id" in opened)) return { refused: "notFound" };
    await claim(tx, projectId, files.publicIds, opened.entryId);
    if (remember) await sayOf(tx, actor, mail.fromAddress, { projectId, isRefused: false }, now);
    const { id: ticketId } = opened;
    await decide(tx, actor, mail, { decision: "opened", projectId, ticketId, refusedFiles: files.refused }, now);
    return { projectId, ticketId };
  });
}

/** Joins a mail that waits to a ticket: staff say whose it is, and its sender's claimed name and address stand by it. */
export async function joinMail(
  db: Database,
  mailId: number,
  actor: Actor,
  { ticketId }: { readonly ticketId: number },
  now = new Date(),
): Promise<Answer> {
  const [ticket] = await db.select({ projectId: tickets.projectId }).from(tickets).where(eq(tickets.id, ticketId));
  if (!ticket) return { refused: "notFound" };
  const { projectId } = ticket;
  const files = await filesFor(db, mailId, projectId, now);
  return db.transaction(async (tx) => {
    const mail = await lockUndecided(tx, mailId);
    if (!mail) return { refused: "decided" };
    const name = mail.fromName ? `${mail.fromName} (${mail.fromAddress})` : mail.fromAddress;
    const author = { side: "client", id: null, name: name.slice(0, 190) } as const;
    const text = fold(mail.text).said || mailWords(null).noText;
    const message = { text, isPublic: true, inboundMailId: mailId, sendKey: `mail-${mailId}` };
    const added = await addMessageIn(tx, projectId, ticketId, author, message, now);
    if (!("entryId" in added)) return { refused: "notInTicket" };
    await claim(tx, projectId, files.publicIds, added.entryId);
    await decide(tx, actor, mail, { decision: "joined", projectId, ticketId, refusedFiles: files.refused }, now);
    return { projectId, ticketId };
  });
}

/** Puts a mail away without a ticket; as spam, its sender's next ones are refused where that is asked. */
export async function dismissMail(
  db: Database,
  mailId: number,
  actor: Actor,
  { as, refuseSender }: { readonly as: "spam" | "kept"; readonly refuseSender: boolean },
  now = new Date(),
): Promise<{ readonly done: true } | { readonly refused: TriageRefusal }> {
  return db.transaction(async (tx) => {
    const mail = await lockUndecided(tx, mailId);
    if (!mail) return { refused: "decided" };
    if (refuseSender && mail.fromAddress)
      await sayOf(tx, actor, mail.fromAddress, { projectId: null, isRefused: true }, now);
    await decide(tx, actor, mail, { decision: as }, now);
    return { done: true };
  });
}

/** Two who decide at once: the mail's row is the lock, and the second is told. */
async function lockUndecided(tx: Database, mailId: number) {
  const { id, verdict, decidedAt } = inboundMails;
  const [mail] = await tx
    .select()
    .from(inboundMails)
    .where(and(eq(id, mailId), inArray(verdict, ["triage", "automatic"]), isNull(decidedAt)))
    .for("update");
  return mail;
}

type Undecided = NonNullable<Awaited<ReturnType<typeof lockUndecided>>>;

/** A user of the project under the mail's address, else whoever it says. */
async function senderIn(tx: Database, project: { id: number; clientId: number }, mail: Undecided) {
  const people = await projectReaders(tx, project);
  const user = people.find(({ email }) => email.toLowerCase() === mail.fromAddress);
  const name = user?.name ?? (mail.fromName || mail.fromAddress);
  const side = user?.isStaff ? ("staff" as const) : ("client" as const);
  return { side, userId: user?.id ?? null, contactId: null, name, email: mail.fromAddress.slice(0, 190) };
}

async function filesFor(db: Database, mailId: number, projectId: number, now: Date) {
  const aside = await db.select().from(inboundMailFiles).where(eq(inboundMailFiles.mailId, mailId));
  const files = await Promise.all(aside.map(async (file) => ({ name: file.name, bytes: await readAside(file) })));
  return keepFiles(db, projectId, files, now);
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

async function sayOf(
  tx: Database,
  actor: Actor,
  address: string,
  said: { readonly projectId: number | null; readonly isRefused: boolean },
  now: Date,
): Promise<void> {
  const row = { ...said, saidAt: now, saidById: actor.id, saidByName: actor.name };
  await tx
    .insert(mailSenders)
    .values({ address, ...row })
    .onDuplicateKeyUpdate({ set: row });
}

type Decision = Pick<Undecided, "decision"> & Partial<Pick<Undecided, "projectId" | "ticketId" | "refusedFiles">>;

async function decide(tx: Database, actor: Actor, mail: Undecided, decision: Decision, now: Date): Promise<void> {
  const by = { decidedAt: now, decidedById: actor.id, decidedByName: actor.name };
  await tx
    .update(inboundMails)
    .set({ ...decision, ...by })
    .where(eq(inboundMails.id, mail.id));
  const subject = { type: "mail", id: mail.id, name: mail.fromAddress };
  const verb = decision.decision === "opened" ? "open" : decision.decision === "joined" ? "join" : "dismiss";
  const { projectId = null, ticketId = null } = decision;
  await recordAudit(
    tx,
    actor,
    { action: `mail.${verb}`, subject, projectId, detail: { ticketId, as: decision.decision } },
    now,
  );
}
