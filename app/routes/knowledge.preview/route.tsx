import { type ActionFunctionArgs, json } from "@remix-run/node";

import { requireWriter } from "#app/http/knowledge-reader.server.ts";
import { ARTICLE_LIMITS } from "#domain/knowledge/article.ts";
import { articleHtml } from "#domain/knowledge/markdown.ts";

/** What a text will look like; nothing is kept. */
export async function action({ request }: ActionFunctionArgs) {
  await requireWriter(request);
  const text = (await request.formData()).get("text");
  return json({ html: articleHtml(typeof text === "string" ? text.slice(0, ARTICLE_LIMITS.text) : "") });
}
