import { database } from "#db/client.server.ts";
import { isStaff } from "#domain/identity/permissions.ts";
import { ARTICLE_LOCALES, type ArticleLocale } from "#domain/knowledge/article.ts";
import { type KnowledgeReader, knowledgeReader } from "#domain/knowledge/reader.ts";
import { type Project, projectsOf } from "#domain/projects/queries.server.ts";

import { localeCookie } from "./preferences.server.ts";
import { notFound } from "./refusals.ts";
import { requirePlatform, requireUser, type SignedIn } from "./require.server.ts";

export interface SignedInReader extends SignedIn {
  readonly reader: KnowledgeReader;
  readonly projects: readonly Project[];
  /** In which articles are shown where there is such a text. */
  readonly locale: ArticleLocale;
}

/** Whoever is signed in, as a reader of articles. */
export async function requireReader(request: Request): Promise<SignedInReader> {
  return readerOf(request, await requireUser(request));
}

/** Who writes articles. To clients such pages do not exist. */
export async function requireWriter(request: Request): Promise<SignedInReader> {
  return readerOf(request, await requirePlatform(request, "article.write"));
}

export async function readerOf(request: Request, signedIn: SignedIn): Promise<SignedInReader> {
  const { user, memberships } = signedIn;
  const projects = await projectsOf(database(), memberships);
  const reader = knowledgeReader(user.id, memberships, projects);
  return { ...signedIn, reader, projects, locale: await localeOf(request, user.locale) };
}

/** The number of an address, or the answer of an article that is not there. */
export function articleNumber(text: string | undefined): number {
  if (!/^[1-9]\d{0,8}$/.test(text ?? "")) throw notFound();
  return Number(text);
}

/** The language that an address asks for, else the reader's. */
export function askedLanguage(request: Request, otherwise: ArticleLocale): ArticleLocale {
  return known(new URL(request.url).searchParams.get("lang")) ?? otherwise;
}

/** What the frame of these pages shows. */
export function knowledgeFrame({ memberships, projects }: SignedInReader) {
  return { isStaff: isStaff(memberships), projectCount: projects.length };
}

async function localeOf(request: Request, chosen: string | null): Promise<ArticleLocale> {
  const cookie: unknown = await localeCookie.parse(request.headers.get("cookie"));
  const accepted = (request.headers.get("accept-language") ?? "").split(",").map((tag) => tag.trim().slice(0, 2));
  return known(chosen) ?? known(cookie) ?? accepted.map(known).find((locale) => locale !== undefined) ?? "fr";
}

function known(locale: unknown): ArticleLocale | undefined {
  return ARTICLE_LOCALES.find((one) => one === locale);
}
