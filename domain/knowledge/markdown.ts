import MarkdownIt from "markdown-it";

/** Our own files and nothing else: an image from elsewhere would tell its owner who reads. */
const OWN_IMAGE = /^\/attachments\/([0-9a-f]{32})$/;
const PAGE_TITLE_LEVELS = 1;
const DEEPEST_HEADING = 6;

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false, breaks: false });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });

/** http, https, mailto, or a place on our own pages; "//elsewhere" and "\\elsewhere" are no such place. */
markdown.validateLink = (url) => {
  const target = url.trim().toLowerCase();
  return /^(https?:\/\/|mailto:)/.test(target) || /^[/#?](?![/\\])/.test(target) || /^[#?]$/.test(target);
};

markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet("rel", "noopener noreferrer");
  return self.renderToken(tokens, index, options);
};

// An image that is not ours leaves its words.
markdown.renderer.rules.image = (tokens, index, options, env, self) => {
  const token = tokens[index];
  if (!token) return "";
  const words = self.renderInlineAsText(token.children ?? [], options, env);
  if (!OWN_IMAGE.test(token.attrGet("src") ?? "")) return markdown.utils.escapeHtml(words);
  token.attrSet("alt", words);
  token.attrSet("loading", "lazy");
  return self.renderToken(tokens, index, options);
};

// The page's title is the only first heading.
for (const rule of ["heading_open", "heading_close"] as const) {
  markdown.renderer.rules[rule] = (tokens, index, options, _env, self) => {
    const token = tokens[index];
    if (token) token.tag = `h${Math.min(Number(token.tag.slice(1)) + PAGE_TITLE_LEVELS, DEEPEST_HEADING)}`;
    return self.renderToken(tokens, index, options);
  };
}

// A table may be wider than a phone: it scrolls by itself, also by keyboard.
markdown.renderer.rules.table_open = () => '<div class="prose-table" tabindex="0"><table>';
markdown.renderer.rules.table_close = () => "</table></div>";

/** An article's Markdown as HTML that is safe to show: no tag of the author's, no address but those above. */
export function articleHtml(text: string): string {
  return markdown.render(text);
}

/** Public ids of our files that the text shows as images, each once. */
export function imagesIn(text: string): string[] {
  const ids = markdown.parse(text, {}).flatMap(({ children }) =>
    (children ?? []).flatMap((token) => {
      const [, id] = (token.type === "image" && OWN_IMAGE.exec(token.attrGet("src") ?? "")) || [];
      return id ?? [];
    }),
  );
  return [...new Set(ids)];
}

/** The text without its marks, on one line, cut at a word: what a list shows of it. `longest` in characters. */
export function excerptOf(text: string, longest = 180): string {
  const words = markdown
    .parse(text, {})
    .filter(({ type, level }) => type === "inline" && level >= 1)
    .map(({ children, content }) => (children ? children.map(({ content }) => content).join("") || content : content))
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return words.length <= longest ? words : `${words.slice(0, longest).replace(/\s+\S*$/, "")}…`;
}
