import type { Database } from "../client.server.ts";
import {
  articleCategories,
  articleOpinions,
  articleSteps,
  articleSuggestions,
  articles,
  articleTexts,
  articleVersions,
} from "../schema/knowledge.ts";
import { ARTICLES, CATEGORIES, type PlannedArticle } from "./articles.ts";
import { DEMO_PEOPLE } from "./people.ts";

export interface KnowledgePlaces {
  readonly clientId: number;
  readonly projectId: number;
  readonly otherClientId: number;
}

const DAY = 86_400_000;

/** The demo's articles, with what their readers said of them. */
export async function insertKnowledge(db: Database, places: KnowledgePlaces, now: Date): Promise<void> {
  await db.insert(articleCategories).values(Object.values(CATEGORIES));
  await db.insert(articles).values(ARTICLES.map((planned) => articleRow(planned, places, now)));
  const texts = ARTICLES.flatMap((planned) => textRows(planned, now));
  await db.insert(articleTexts).values(texts.map(({ row }) => row));
  await db.insert(articleVersions).values(texts.map(({ version }) => version));
  await db.insert(articleSteps).values(texts.flatMap(({ steps }) => steps));
  await insertOpinions(db, now);
  await insertSuggestions(db, places.projectId, now);
}

function articleRow(
  { id, audience, category, approver, texts, ...planned }: PlannedArticle,
  places: KnowledgePlaces,
  now: Date,
) {
  const clientIds = { popgom: places.clientId, other: places.otherClientId, staff: null, everyone: null };
  const isOfClient = audience === "popgom" || audience === "other";
  return {
    id,
    audience: isOfClient ? ("client" as const) : audience,
    clientId: clientIds[audience],
    categoryId: CATEGORIES[category].id,
    originalLocale: "fr" as const,
    reviewOn: ago(now, -planned.reviewInDays).toISOString().slice(0, 10),
    reviewedAt: approver && ago(now, planned.writtenDaysAgo - 1),
    reviewedByName: approver && DEMO_PEOPLE[approver].name,
    createdAt: ago(now, planned.writtenDaysAgo),
  };
}

function textRows({ id: articleId, author, approver, state, texts, writtenDaysAgo }: PlannedArticle, now: Date) {
  const at = ago(now, writtenDaysAgo);
  const approvedAt = ago(now, writtenDaysAgo - 1);
  return (["fr", "en", "es"] as const).flatMap((locale) => {
    const words = texts[locale];
    if (!words) return [];
    const key = { articleId, locale };
    const indexed = indexedOf(`${words.title} ${words.text}`);
    const published = approver && { title: words.title, text: words.text, words: indexed };
    const row = {
      ...key,
      ...words,
      state,
      words: indexed,
      newest: 1,
      published: published && 1,
      publishedTitle: published && published.title,
      publishedText: published && published.text,
      publishedWords: published && published.words,
      publishedAt: published && approvedAt,
      approvedByName: approver && DEMO_PEOPLE[approver].name,
      changedAt: at,
      changedByName: DEMO_PEOPLE[author].name,
    };
    const version = {
      ...key,
      ...words,
      number: 1,
      authorId: DEMO_PEOPLE[author].id,
      authorName: DEMO_PEOPLE[author].name,
      at,
    };
    const step = (person: keyof typeof DEMO_PEOPLE, name: "submitted" | "approved", when: Date) => ({
      ...key,
      number: 1,
      step: name,
      actorId: DEMO_PEOPLE[person].id,
      actorName: DEMO_PEOPLE[person].name,
      at: when,
    });
    const steps = [step(author, "submitted", at), ...(approver ? [step(approver, "approved", approvedAt)] : [])];
    return [{ row, version, steps }];
  });
}

async function insertOpinions(db: Database, now: Date): Promise<void> {
  const said = [
    { articleId: 110, by: "viewer", isUseful: true, text: "", daysAgo: 12 },
    {
      articleId: 110,
      by: "approver",
      isUseful: true,
      text: "Le tableau des messages m’a évité un appel.",
      daysAgo: 20,
    },
    { articleId: 108, by: "clientAdmin", isUseful: true, text: "", daysAgo: 33 },
    {
      articleId: 118,
      by: "viewer",
      isUseful: false,
      text: "L’étape « Attente du créneau » a changé de nom.",
      daysAgo: 5,
    },
  ] as const;
  await db.insert(articleOpinions).values(
    said.map(({ by, daysAgo, ...opinion }) => ({
      ...opinion,
      userId: DEMO_PEOPLE[by].id,
      userName: DEMO_PEOPLE[by].name,
      at: ago(now, daysAgo),
    })),
  );
}

/** Days ago on which article 110 was shown to somebody who was writing a ticket, and how far they went with it. */
const SHOWN = [
  [3, "opened"],
  [6, "resolved"],
  [11, "shown"],
  [17, "resolved"],
  [34, "resolved"],
  [41, "opened"],
  [45, "shown"],
] as const;

async function insertSuggestions(db: Database, projectId: number, now: Date): Promise<void> {
  const { viewer, approver } = DEMO_PEOPLE;
  await db.insert(articleSuggestions).values(
    SHOWN.map(([daysAgo, end], index) => ({
      articleId: 110,
      projectId,
      userId: index % 2 === 0 ? viewer.id : approver.id,
      writing: `demo-${index}`,
      shownAt: ago(now, daysAgo),
      openedAt: end === "shown" ? null : ago(now, daysAgo),
      resolvedAt: end === "resolved" ? ago(now, daysAgo) : null,
    })),
  );
}

/** Small letters without accents: what the search compares. */
function indexedOf(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ");
}

function ago(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY);
}
