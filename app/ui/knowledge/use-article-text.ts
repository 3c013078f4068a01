import { useAside } from "#app/ui/use-aside.ts";

interface ReadArticle {
  readonly article: { readonly text: { readonly html: string } };
}

/** An article's text, read from its own page when it is asked for. */
export function useArticleText(id: number) {
  const { load, data, state } = useAside<ReadArticle>("routes/knowledge.$articleId");
  return { html: data?.article.text.html, state, read: () => load(`/knowledge/${id}`) };
}
