import { useFetcher } from "@remix-run/react";

interface ReadArticle {
  readonly article: { readonly text: { readonly html: string } };
}

/** An article's text, read from its own page when it is asked for. */
export function useArticleText(id: number) {
  const { load, data, state } = useFetcher<ReadArticle>({ key: `article ${id}` });
  const html = data?.article?.text.html;
  const isDone = data !== undefined && state === "idle";
  return {
    html,
    state: html ? ("read" as const) : state !== "idle" ? "reading" : isDone ? "failed" : "unread",
    read: () => load(`/knowledge/${id}`),
  };
}
