import { and, asc, desc, eq, inArray, isNull, like, or, type SQL, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { machineRoles, machines } from "#db/schema/machines.ts";
import { marks } from "#db/schema/marks.ts";
import { applications } from "#db/schema/projects.ts";
import type { Project } from "#domain/projects/queries.server.ts";

import { ticketList } from "#domain/tickets/list/queries.server.ts";
import { questionOf } from "#domain/tickets/list/question.ts";
import type { TicketReader } from "#domain/tickets/list/reader.ts";

import { type ArticleAsker, articleHits } from "./article-hits.server.ts";
import { dateNamed } from "./dates.ts";
import {
  type ApplicationHit,
  type HitPlace,
  type MachineHit,
  type MarkHit,
  NO_HITS,
  type SearchHits,
  type TicketHit,
} from "./hits.ts";
import { containing, folded, searchWords, startingWith } from "./question.ts";

const MOST = { machines: 8, applications: 4, projects: 5, marks: 5, tickets: 6 };

/**
 * What the words find within these projects (those that the asker's memberships make visible: nothing else is looked
 * at), and the date that they name on the clock of `timeZone`. `text` as searchText gives it; nothing for "".
 */
export async function searchHits(
  db: Database,
  projects: readonly Project[],
  question: {
    readonly text: string;
    readonly timeZone: string;
    readonly reader: TicketReader;
    readonly articles?: ArticleAsker;
  },
  now = new Date(),
): Promise<SearchHits> {
  const words = searchWords(question.text);
  if (words.length === 0 || projects.length === 0) return NO_HITS;
  const places = new Map(projects.map((project) => [project.id, placeOf(project)]));
  const [foundMachines, foundApplications, foundMarks, foundTickets, foundArticles] = await Promise.all([
    machineHits(db, places, words),
    applicationHits(db, places, words),
    markHits(db, places, words),
    ticketHits(db, places, question),
    articleHits(db, question.text, question.articles),
  ]);
  return {
    date: dateNamed(question.text, now.getTime(), question.timeZone) ?? null,
    machines: foundMachines,
    applications: foundApplications,
    projects: projectHits(projects, words),
    marks: foundMarks,
    tickets: foundTickets,
    articles: foundArticles,
  };
}

type ProjectColumn = typeof machines.projectId | typeof applications.projectId | typeof marks.projectId;
type Places = ReadonlyMap<number, HitPlace>;

async function machineHits(db: Database, places: Places, words: readonly string[]): Promise<MachineHit[]> {
  const name = caseless(machines.name);
  const rows = await db
    .select({
      projectId: machines.projectId,
      name: machines.name,
      position: machines.position,
      role: { fr: machineRoles.nameFr, en: machineRoles.nameEn, es: machineRoles.nameEs },
    })
    .from(machines)
    .innerJoin(machineRoles, eq(machineRoles.slug, machines.role))
    .where(
      and(
        inArray(machines.projectId, [...places.keys()]),
        isNull(machines.retiredAt),
        ...words.map((word) =>
          or(
            sql`${name} like ${containing(word)}`,
            like(machines.position, containing(word)),
            like(machineRoles.nameFr, startingWith(word)),
            like(machineRoles.nameEn, startingWith(word)),
            like(machineRoles.nameEs, startingWith(word)),
            ofProjects(machines.projectId, places, word),
          ),
        ),
      ),
    )
    .orderBy(rank(name, words[0]), asc(machineRoles.tierOrder), asc(machines.name), asc(machines.projectId))
    .limit(MOST.machines);
  return rows.flatMap(({ projectId, ...machine }) => placed(places, projectId, machine));
}

async function applicationHits(db: Database, places: Places, words: readonly string[]): Promise<ApplicationHit[]> {
  const rows = await db
    .select({ projectId: applications.projectId, slug: applications.slug, name: applications.name })
    .from(applications)
    .where(
      and(
        inArray(applications.projectId, [...places.keys()]),
        isNull(applications.retiredAt),
        like(applications.name, containing(words[0] ?? "")),
        ...words
          .slice(1)
          .map((word) =>
            or(like(applications.name, containing(word)), ofProjects(applications.projectId, places, word)),
          ),
      ),
    )
    .orderBy(rank(sql`${applications.name}`, words[0]), asc(applications.name), asc(applications.id))
    .limit(MOST.applications);
  return rows.flatMap(({ projectId, ...application }) => placed(places, projectId, application));
}

async function markHits(db: Database, places: Places, words: readonly string[]): Promise<MarkHit[]> {
  const rows = await db
    .select({
      projectId: marks.projectId,
      id: marks.id,
      title: marks.title,
      kind: marks.kind,
      at: marks.at,
      until: marks.until,
    })
    .from(marks)
    .where(
      and(
        inArray(marks.projectId, [...places.keys()]),
        isNull(marks.deletedAt),
        like(marks.title, containing(words[0] ?? "")),
        ...words
          .slice(1)
          .map((word) => or(like(marks.title, containing(word)), ofProjects(marks.projectId, places, word))),
      ),
    )
    .orderBy(desc(marks.at), desc(marks.id))
    .limit(MOST.marks);
  return rows.flatMap(({ projectId, ...mark }) => placed(places, projectId, mark));
}

/** By number and words, in notes only where the asker works. */
async function ticketHits(
  db: Database,
  places: Places,
  { text, reader }: { readonly text: string; readonly reader: TicketReader },
): Promise<TicketHit[]> {
  const question = questionOf(new URLSearchParams({ q: text }));
  const { tickets } = await ticketList(db, reader, question, { limit: MOST.tickets });
  return tickets.flatMap(({ id: number, subject, project }) => placed(places, project.id, { number, subject }));
}

function projectHits(projects: readonly Project[], words: readonly string[]): HitPlace[] {
  return projects
    .filter(({ name, clientName, summary }) => {
      const text = folded(`${name} ${clientName} ${summary}`);
      return words.every((word) => text.includes(folded(word)));
    })
    .slice(0, MOST.projects)
    .map(placeOf);
}

/** Names of machines are kept byte by byte; who searches types what comes to hand. */
function caseless(column: typeof machines.name): SQL {
  return sql`convert(${column} using utf8mb4) collate utf8mb4_general_ci`;
}

/** "web popgom": a word may also be the project's or the client's. */
function ofProjects(column: ProjectColumn, places: Places, word: string): SQL | undefined {
  const named = [...places].filter(([, { name, client }]) => folded(`${name} ${client}`).includes(folded(word)));
  return named.length > 0
    ? inArray(
        column,
        named.map(([id]) => id),
      )
    : undefined;
}

/** What begins with the word comes before what holds it somewhere. */
function rank(name: SQL, word = ""): SQL {
  return sql`case when ${name} like ${startingWith(word)} then 0 when ${name} like ${containing(word)} then 1 else 2 end`;
}

function placed<Found>(places: Places, projectId: number, found: Found): (Found & { project: HitPlace })[] {
  const project = places.get(projectId);
  return project ? [{ ...found, project }] : [];
}

function placeOf({ slug, name, clientName }: Project): HitPlace {
  return { slug, name, client: clientName };
}
