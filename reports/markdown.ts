import MarkdownIt from "markdown-it";

/** Of sections the second heading; what somebody writes in one comes below it. */
const SECTION_LEVELS = 2;
const DEEPEST_HEADING = 6;

/**
 * What somebody wrote in a section, as HTML: no tag of theirs, no picture at all (the report is frozen and fetches nothing),
 * and of links only http, https, mailto and places on our own pages, which become whole addresses for the readers of a PDF.
 */
export function reportHtml(text: string, base: string): string {
  return markdown.render(text, { base });
}

/** The same text without its marks, for comparing and searching. */
export function wordsOfMarkdown(text: string): string {
  return markdown
    .parse(text, {})
    .flatMap(({ type, children }) =>
      type === "inline" ? [(children ?? []).map(({ content }) => content).join("")] : [],
    )
    .join("\n");
}

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false, breaks: false });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });

/** "//elsewhere" and "\\elsewhere" are no places on our own pages. */
markdown.validateLink = (url) => {
  const target = url.trim().toLowerCase();
  return /^(https?:\/\/|mailto:)/.test(target) || /^\/(?![/\\])/.test(target);
};

markdown.renderer.rules.link_open = (tokens, index, options, env: { base: string }, self) => {
  const token = tokens[index];
  const target = token?.attrGet("href") ?? "";
  if (target.startsWith("/")) token?.attrSet("href", new URL(target, env.base).href);
  token?.attrSet("rel", "noopener noreferrer");
  return self.renderToken(tokens, index, options);
};

// A picture leaves its words.
markdown.renderer.rules.image = (tokens, index, options, env, self) =>
  markdown.utils.escapeHtml(self.renderInlineAsText(tokens[index]?.children ?? [], options, env));

// Chromium tags <strong> and <em> with types that came with PDF 2.0, which readers of its PDF 1.4 do not know.
for (const [rule, tag] of [
  ["strong_open", "<b>"],
  ["strong_close", "</b>"],
  ["em_open", "<i>"],
  ["em_close", "</i>"],
] as const) {
  markdown.renderer.rules[rule] = () => tag;
}

for (const rule of ["heading_open", "heading_close"] as const) {
  markdown.renderer.rules[rule] = (tokens, index, options, _env, self) => {
    const token = tokens[index];
    if (token) token.tag = `h${Math.min(Number(token.tag.slice(1)) + SECTION_LEVELS, DEEPEST_HEADING)}`;
    return self.renderToken(tokens, index, options);
  };
}
