import { z } from "zod";

import { ARTICLE_AUDIENCES, ARTICLE_LIMITS, ARTICLE_LOCALES } from "#domain/knowledge/article.ts";

import { day, line, optionalLine, paragraph, rowIdOrNull, version } from "./form-fields.ts";

const words = {
  title: line(ARTICLE_LIMITS.title),
  text: paragraph(ARTICLE_LIMITS.text),
};

export const articleLocale = z.enum(ARTICLE_LOCALES, "admin:problems.choose");

/** A day, null where the field is empty. */
export const dayOrNull = z.union([z.literal("").transform(() => null), day]).default(null);

const filing = z
  .object({
    audience: z.enum(ARTICLE_AUDIENCES, "admin:problems.choose"),
    clientId: rowIdOrNull.default(null),
    categoryId: rowIdOrNull.default(null),
    reviewOn: dayOrNull,
  })
  // A client that is chosen for an article of all or of none is left over from another choice.
  .transform(({ clientId, ...rest }) => ({ ...rest, clientId: rest.audience === "client" ? clientId : null }));

export const NewArticleForm = z.intersection(z.object({ ...words, locale: articleLocale }), filing);
export const TextForm = z.object({
  ...words,
  locale: articleLocale,
  version,
  note: optionalLine(ARTICLE_LIMITS.note),
  attachment: z.array(z.string().max(40)).max(50).default([]),
});
export const FilingForm = z.intersection(z.object({ version }), filing);
