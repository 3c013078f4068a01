/** An article's text. `html` is what domain/knowledge/markdown.ts made: it lets no tag of an author's through. */
export function Prose({ html, lang }: { html: string; lang?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made on the server with tags off, see markdown.ts.
  return <div className="prose" lang={lang} dangerouslySetInnerHTML={{ __html: html }} />;
}
