import sanitizeHtml from "sanitize-html";

const BLOCKS = [
  "br",
  "p",
  "div",
  "li",
  "tr",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "blockquote",
  "pre",
  "table",
  "ul",
  "ol",
];
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };

/** The words of a mail that has no text of its own, a line a block. Of scripts and styles nothing is left. */
export function textOfHtml(html) {
  // What comes out holds tags without attributes and four entities, whatever went in.
  return sanitizeHtml(html.replace(/\s+/g, " "), { allowedTags: BLOCKS, allowedAttributes: {}, nestingLimit: 200 })
    .replace(/<[^<>]*>/g, "\n")
    .replace(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity])
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}
