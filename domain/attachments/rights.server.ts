import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { attachments } from "#db/schema/attachments.ts";
import { backupJobs, restoreTests } from "#db/schema/backups.ts";
import { interventions } from "#db/schema/interventions.ts";
import { articles, articleTexts } from "#db/schema/knowledge.ts";
import { projects } from "#db/schema/projects.ts";
import { ticketEntries, tickets } from "#db/schema/tickets.ts";
import { type Action, isAllowed, type Membership, type Subject } from "#domain/identity/permissions.ts";
import { readable } from "#domain/knowledge/readable.server.ts";
import { knowledgeReader } from "#domain/knowledge/reader.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

export type StoredFile = typeof attachments.$inferSelect;

export interface FileReader {
  readonly userId: string;
  readonly memberships: readonly Membership[];
}

/**
 * The file of this id, where its reader may read what it belongs to; else nothing, as for an id that nobody has. What
 * belongs to nothing yet is its sender's alone.
 */
export async function readableFile(
  db: Database,
  reader: FileReader,
  publicId: string,
): Promise<StoredFile | undefined> {
  const [file] = await db.select().from(attachments).where(eq(attachments.publicId, publicId));
  return file && (await mayRead(db, reader, file)) ? file : undefined;
}

async function mayRead(db: Database, reader: FileReader, file: StoredFile): Promise<boolean> {
  const { userId, memberships } = reader;
  const { ticketEntryId, articleId, interventionId, projectId, uploaderId } = file;
  const may = (action: Action, subject: Subject) => isAllowed(memberships, action, subject);
  if (ticketEntryId !== null) {
    const entry = await entryOf(db, ticketEntryId);
    return entry !== undefined && may(entry.isPublic ? "ticket.read" : "ticket.work", onProject(entry));
  }
  if (interventionId !== null) {
    const found = await interventionOf(db, interventionId);
    return found !== undefined && may(found.isDraft ? "intervention.plan" : "intervention.read", onProject(found));
  }
  if (articleId !== null) return readsArticle(db, reader, articleId);
  const proven = await restoreProvenBy(db, file.id);
  if (proven) return may("backup.read", onProject(proven));
  if (uploaderId !== userId) return false;
  // Whoever lost the project while writing lost what they sent in for it.
  if (projectId === null) return memberships.length > 0;
  const project = await standing(db, projectId);
  return project !== undefined && may("project.read", onProject(project));
}

function onProject({ projectId, clientId }: { readonly projectId: number; readonly clientId: number }): Subject {
  return { kind: "project", projectId, clientId };
}

const PROJECT = { projectId: projects.id, clientId: projects.clientId };

/** The ticket says of which project it is, not the file: the thread may have moved. */
async function entryOf(db: Database, entryId: number) {
  const [entry] = await db
    .select({ ...PROJECT, isPublic: ticketEntries.isPublic })
    .from(ticketEntries)
    .innerJoin(tickets, eq(tickets.id, ticketEntries.ticketId))
    .innerJoin(projects, and(eq(projects.id, tickets.projectId), isNull(projects.retiredAt)))
    .where(eq(ticketEntries.id, entryId));
  return entry;
}

async function interventionOf(db: Database, interventionId: number) {
  const [found] = await db
    .select({ ...PROJECT, state: interventions.state })
    .from(interventions)
    .innerJoin(projects, and(eq(projects.id, interventions.projectId), isNull(projects.retiredAt)))
    .where(eq(interventions.id, interventionId));
  return found && { ...found, isDraft: found.state === "draft" };
}

/** The project of the restore of which the file is the evidence. */
async function restoreProvenBy(db: Database, attachmentId: number) {
  const [proven] = await db
    .select(PROJECT)
    .from(restoreTests)
    .innerJoin(backupJobs, eq(backupJobs.id, restoreTests.jobId))
    .innerJoin(projects, and(eq(projects.id, backupJobs.projectId), isNull(projects.retiredAt)))
    .where(eq(restoreTests.attachmentId, attachmentId));
  return proven;
}

async function readsArticle(db: Database, { userId, memberships }: FileReader, articleId: number): Promise<boolean> {
  const reader = knowledgeReader(userId, memberships, await projectsOf(db, memberships));
  const found = await db
    .select({ id: articles.id })
    .from(articles)
    .innerJoin(articleTexts, eq(articleTexts.articleId, articles.id))
    .where(and(eq(articles.id, articleId), readable(reader)))
    .limit(1);
  return found.length > 0;
}

async function standing(db: Database, projectId: number) {
  const [project] = await db
    .select(PROJECT)
    .from(projects)
    .where(and(eq(projects.id, projectId), isNull(projects.retiredAt)));
  return project;
}
