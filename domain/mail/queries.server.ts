import { and, count, desc, eq, inArray, isNull, lt, type SQL } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { inboundMailFiles, inboundMails } from "#db/schema/mail.ts";
import { projects } from "#db/schema/projects.ts";

import type { MailVerdict } from "./verdict.ts";

/** What waits for a decision; what programs wrote; what joined or opened a ticket; what was refused or called spam. */
export const MAIL_BOXES = ["waiting", "automatic", "joined", "refused"] as const;
export type MailBox = (typeof MAIL_BOXES)[number];

const VERDICTS: Readonly<Record<MailBox, readonly MailVerdict[]>> = {
  waiting: ["triage"],
  automatic: ["automatic", "bounce", "loop"],
  joined: ["joined", "opened"],
  refused: ["refused"],
};

const LISTED = {
  id: inboundMails.id,
  receivedAt: inboundMails.receivedAt,
  verdict: inboundMails.verdict,
  reason: inboundMails.reason,
  fromAddress: inboundMails.fromAddress,
  fromName: inboundMails.fromName,
  subject: inboundMails.subject,
  ticketId: inboundMails.ticketId,
  projectSlug: projects.slug,
  projectName: projects.name,
};

/** Mails of a box, newest first; `beforeId` is of the last one of the page before. For whoever may triage. */
export async function mailPage(db: Database, box: MailBox, { beforeId, limit }: { beforeId?: number; limit: number }) {
  return db
    .select(LISTED)
    .from(inboundMails)
    .leftJoin(projects, eq(projects.id, inboundMails.projectId))
    .where(and(inBox(box), beforeId === undefined ? undefined : lt(inboundMails.id, beforeId)))
    .orderBy(desc(inboundMails.id))
    .limit(limit);
}

/** One mail whole, with the names of its files. */
export async function mailOf(db: Database, id: number) {
  const [mail] = await db
    .select({
      ...LISTED,
      toAddress: inboundMails.toAddress,
      text: inboundMails.text,
      html: inboundMails.html,
      refusedFiles: inboundMails.refusedFiles,
      decision: inboundMails.decision,
      decidedAt: inboundMails.decidedAt,
      decidedByName: inboundMails.decidedByName,
      copies: inboundMails.copies,
      projectId: inboundMails.projectId,
    })
    .from(inboundMails)
    .leftJoin(projects, eq(projects.id, inboundMails.projectId))
    .where(eq(inboundMails.id, id));
  if (!mail) return undefined;
  const files = await db
    .select({ name: inboundMailFiles.name, sizeBytes: inboundMailFiles.sizeBytes })
    .from(inboundMailFiles)
    .where(eq(inboundMailFiles.mailId, id));
  return { ...mail, files };
}

/** How many mails wait for a decision. */
export async function waitingMails(db: Database): Promise<number> {
  const [row] = await db.select({ count: count() }).from(inboundMails).where(inBox("waiting"));
  return row?.count ?? 0;
}

function inBox(box: MailBox): SQL | undefined {
  const isOfBox = inArray(inboundMails.verdict, [...VERDICTS[box]]);
  return box === "waiting" ? and(isOfBox, isNull(inboundMails.decidedAt)) : isOfBox;
}
