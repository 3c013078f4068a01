import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { notifications } from "#db/schema/notifications.ts";
import { membershipsOf } from "#domain/identity/queries.server.ts";
import { articleOf, historyOf } from "#domain/knowledge/article.server.ts";
import { restoreVersion, saveText, writeArticle } from "#domain/knowledge/commands.server.ts";
import { fileArticle, markStale, reviewArticle } from "#domain/knowledge/filing.server.ts";
import { articleList, isArticleReadable, staleArticles } from "#domain/knowledge/queries.server.ts";
import { knowledgeReader } from "#domain/knowledge/reader.ts";
import { type ArticleMove, moveArticle } from "#domain/knowledge/steps.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf, journalOf } from "#tests/support/journal.ts";
import { type FixtureUser, popgom } from "#tests/support/world.ts";

const NOW = new Date(Date.UTC(2026, 10, 23, 12));
const FILED = { audience: "client", categoryId: null, reviewOn: "2027-11-23" } as const;

async function readerOf(db: Database, user: FixtureUser) {
  const memberships = await membershipsOf(db, user.id);
  return knowledgeReader(user.id, memberships, await projectsOf(db, memberships));
}

async function titles(db: Database, user: FixtureUser, typed = "") {
  const found = await articleList(db, await readerOf(db, user), { locale: "fr", typed, limit: 50 }, NOW);
  return found.map(({ id }) => id).sort();
}

test("each reads what is theirs: clients what is published for them, staff drafts too, nobody another client's", () =>
  withDatabase(async (db) => {
    const { viewer, otherViewer, support, pm } = await popgom(db, NOW);
    expect(await titles(db, viewer)).toEqual([108, 110, 115, 118]);
    expect(await titles(db, otherViewer)).toEqual([115, 131]);
    expect(await titles(db, support)).toEqual([108, 110, 112, 115, 118, 121, 131]);
    // A project manager works for the client of their project, and for no other.
    expect(await titles(db, pm)).toEqual([108, 110, 112, 115, 118, 121]);
    const reader = await readerOf(db, viewer);
    for (const id of [112, 121, 131, 139]) {
      expect(await articleOf(db, reader, { id, locale: "fr" }, NOW)).toBeUndefined();
      expect(await isArticleReadable(db, reader, id)).toBe(false);
    }

    // Words that people type, never operators; accents and plurals do not count.
    expect(await titles(db, viewer, "paiements refuses")).toEqual([110]);
    expect(await titles(db, viewer, "-paiement +(banque")).toEqual([110]);
    expect(await titles(db, viewer, "index")).toEqual([]);
    expect(await titles(db, support, "index dimension")).toEqual([112]);
    expect(await titles(db, viewer, "\"')*")).toEqual([]);

    // In the reader's language where there is such a text; else the article says which it is in.
    const english = await articleOf(db, reader, { id: 115, locale: "en" }, NOW);
    expect(english?.text).toMatchObject({ locale: "en", title: "Reading the “Availability” page" });
    expect((await articleOf(db, reader, { id: 110, locale: "en" }, NOW))?.text.locale).toBe("fr");
    expect(english?.languages.map(({ locale }) => locale).sort()).toEqual(["en", "es", "fr"]);
  }));

test("an article goes from its author to an approver who is somebody else, and an edit of it goes the same way", () =>
  withDatabase(async (db) => {
    const { client, viewer, support, pm, admin, other } = await popgom(db, NOW);
    const [author, approver, chief] = [await readerOf(db, support), await readerOf(db, pm), await readerOf(db, admin)];
    const words = { locale: "fr", title: "Purger le cache", text: "Une fois.\n\nPuis attendre." } as const;
    const written = await writeArticle(db, author, actorOf(support), { ...FILED, ...words, clientId: client.id }, NOW);
    if ("refused" in written) throw new Error(written.refused);
    const { id } = written;
    const key = { articleId: id, locale: "fr" } as const;
    const move = (who: typeof author, user: FixtureUser, act: ArticleMove, version: number, text?: string) =>
      moveArticle(db, who, actorOf(user), act, { ...key, version, text }, NOW);
    const read = async () => (await articleOf(db, await readerOf(db, viewer), { id, locale: "fr" }, NOW))?.text;

    expect(await move(author, support, "approve", 1)).toEqual({ refused: "notNow" });
    expect(await move(author, support, "submit", 1)).toEqual({ stepped: true });
    expect(await move(author, support, "approve", 2)).toEqual({ refused: "notApprover" });
    expect(await move(approver, pm, "return", 2, " ")).toEqual({ refused: "reasonMissing" });
    expect(await move(approver, pm, "return", 2, "Dites où.")).toEqual({ stepped: true });
    expect(await read()).toBeUndefined();
    const save = (who: typeof author, user: FixtureUser, version: number, text: string) =>
      saveText(db, who, actorOf(user), { ...key, version, title: words.title, text, note: "" }, NOW);
    expect(await save(chief, admin, 3, "Sur web-1.")).toEqual({ number: 2 });
    // Who read it before that writes over nothing, and who wrote a part of it does not approve it.
    expect(await save(author, support, 3, "Sur web-2.")).toMatchObject({
      refused: "changedMeanwhile",
      last: { actorName: admin.name },
    });
    expect(await move(chief, admin, "submit", 4)).toEqual({ stepped: true });
    expect(await move(chief, admin, "approve", 5)).toEqual({ refused: "ownWords" });
    expect(await move(approver, pm, "approve", 5)).toEqual({ stepped: true });
    expect(await read()).toMatchObject({ text: "Sur web-1.", number: 2, approvedByName: pm.name });

    expect(await save(author, support, 6, "Sur les deux.")).toEqual({ number: 3 });
    expect(await save(author, support, 7, "Sur les deux.")).toEqual({ number: 3 });
    expect(await read()).toMatchObject({ text: "Sur web-1.", hasNewer: true });
    const back = { ...key, version: 7, number: 1 };
    expect(await restoreVersion(db, author, actorOf(support), back, NOW)).toEqual({ number: 4 });
    const history = await historyOf(db, author, { id, locale: "fr" });
    expect(history?.versions.map(({ number, restoredFrom }) => [number, restoredFrom])).toEqual([
      [4, 1],
      [3, null],
      [2, null],
      [1, null],
    ]);
    expect(history?.steps.map(({ step }) => step)).toEqual(["approved", "submitted", "returned", "submitted"]);
    // Whoever may approve and wrote nothing of it is told, then its authors: never who took the step.
    const told = (await db.select().from(notifications))
      .filter(({ path }) => path.startsWith(`/knowledge/${id}?`))
      .filter(({ userId }) => [admin, pm, support].some((one) => one.id === userId));
    expect(told.map(({ userId, kind }) => `${kind} ${userId}`).sort()).toEqual(
      [
        `article.submitted ${admin.id}`,
        `article.submitted ${pm.id}`,
        `article.returned ${support.id}`,
        `article.submitted ${pm.id}`,
        `article.approved ${admin.id}`,
        `article.approved ${support.id}`,
      ].sort(),
    );

    // Other readers than were approved: nobody reads it until they are approved too, by somebody else.
    const filing = { articleId: id, ...FILED, audience: "everyone", clientId: null } as const;
    const foreign = { ...filing, audience: "client", clientId: other.client.id } as const;
    const absent = { ...foreign, clientId: 9_999 };
    const file = (asked: Parameters<typeof fileArticle>[3]) => fileArticle(db, approver, actorOf(pm), asked, NOW);
    const version = (await articleOf(db, approver, { id, locale: "fr" }, NOW))?.version ?? 0;
    expect(await file({ ...foreign, version })).toEqual({ refused: "noSuchClient" });
    expect(await file({ ...absent, version })).toEqual({ refused: "noSuchClient" });
    expect(await file({ ...filing, version })).toEqual({ filed: true });
    expect(await read()).toBeUndefined();
    expect(await move(author, support, "submit", 9)).toEqual({ stepped: true });
    expect(await move(approver, pm, "approve", 10)).toEqual({ refused: "ownWords" });
    expect(await move(chief, admin, "approve", 10)).toEqual({ stepped: true });
    expect(await read()).toMatchObject({ number: 4 });
    expect(await move(chief, admin, "archive", 11)).toEqual({ stepped: true });
    expect(await read()).toBeUndefined();
    expect((await journalOf(db)).events.filter((type) => type.startsWith("article."))).toHaveLength(12);
  }));

test("an article is stale by its day, by somebody's word or by its readers', until it is read again", () =>
  withDatabase(async (db) => {
    const { project, other, support } = await popgom(db, NOW);
    const stale = async (projectIds: number[]) =>
      (await staleArticles(db, projectIds, { locale: "fr" }, NOW)).map(({ id, stale }) => [id, ...stale]);
    expect(await stale([project.id])).toEqual([[118, "reviewDay"]]);
    expect(await stale([other.project.id])).toEqual([]);
    expect(await stale([])).toEqual([]);

    const reader = await readerOf(db, support);
    const act = actorOf(support);
    expect(await markStale(db, reader, act, { articleId: 112, version: 1, reason: "MariaDB 11" }, NOW)).toEqual({
      marked: true,
    });
    expect(await stale([project.id])).toEqual([
      [118, "reviewDay"],
      [112, "marked"],
    ]);
    for (const [articleId, version] of [[112, 2] as const, [118, 1] as const]) {
      const read = { articleId, version, reviewOn: "2027-06-01" };
      expect(await reviewArticle(db, reader, act, read, NOW)).toEqual({ reviewed: true });
    }
    expect(await stale([project.id])).toEqual([]);
  }));
