/** What stands in a line of a message. */
export type Inline =
  | { readonly kind: "text" | "strong" | "emphasis" | "code"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string };

/** A message's blocks. */
export type Block =
  | { readonly kind: "paragraph" | "quote"; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: "code"; readonly text: string };

/** Longer pieces are not looked at for marks: what is pasted is mostly none. */
const LONGEST_LINE = 2_000;

/** In this order: code keeps what is in it as it is. An address ends before the sentence's own marks. */
const INLINE =
  /`([^`\n]{1,500})`|\*\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*\*|(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*(?![\p{L}\p{N}*])|(https?:\/\/[^\s<>"'`]{1,1500}[^\s<>"'`.,;:!?)\]»…])/gu;

/**
 * Markdown's simplest marks, as people write them in messages: paragraphs, lists, quotes, code, strong, emphasis and
 * addresses. Whatever is no such mark stays the text that it is; nothing of it is ever HTML.
 */
export function blocksOf(message: string): Block[] {
  const blocks: Block[] = [];
  const lines = message.replaceAll(/\r\n?/g, "\n").split("\n");
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    if (line.trim() === "") at += 1;
    else if (line.startsWith("```")) at = takeCode(lines, at, blocks);
    else at = takeLines(lines, at, blocks);
  }
  return blocks;
}

/** Up to the closing fence, or the end of the message. */
function takeCode(lines: readonly string[], start: number, blocks: Block[]): number {
  let end = start + 1;
  while (end < lines.length && !lines[end]?.startsWith("```")) end += 1;
  blocks.push({ kind: "code", text: lines.slice(start + 1, end).join("\n") });
  return end + 1;
}

type Sort = "paragraph" | "quote" | "bullets" | "numbers";
const MARKS: Readonly<Record<Sort, RegExp>> = {
  quote: /^> ?/,
  bullets: /^ {0,3}[-*•] +/,
  numbers: /^ {0,3}\d{1,3}[.)] +/,
  paragraph: /^/,
};

function takeLines(lines: readonly string[], start: number, blocks: Block[]): number {
  const sort = sortOf(lines[start] ?? "");
  let end = start;
  while (end < lines.length && isMore(lines[end] ?? "", sort)) end += 1;
  const taken = lines.slice(start, end).map((line) => inlineOf(line.replace(MARKS[sort], "")));
  if (sort === "bullets" || sort === "numbers")
    blocks.push({ kind: "list", ordered: sort === "numbers", items: taken });
  else blocks.push({ kind: sort, lines: taken });
  return end;
}

function isMore(line: string, sort: Sort): boolean {
  return line.trim() !== "" && !line.startsWith("```") && sortOf(line) === sort;
}

function sortOf(line: string): Sort {
  if (MARKS.quote.test(line)) return "quote";
  if (MARKS.bullets.test(line)) return "bullets";
  return MARKS.numbers.test(line) ? "numbers" : "paragraph";
}

export function inlineOf(line: string): Inline[] {
  if (line.length > LONGEST_LINE) return [{ kind: "text", text: line }];
  const found: Inline[] = [];
  let after = 0;
  for (const match of line.matchAll(INLINE)) {
    const [whole, code, strong, emphasis, url] = match;
    if (match.index > after) found.push({ kind: "text", text: line.slice(after, match.index) });
    if (code !== undefined) found.push({ kind: "code", text: code });
    else if (strong !== undefined) found.push({ kind: "strong", text: strong });
    else if (emphasis !== undefined) found.push({ kind: "emphasis", text: emphasis });
    else if (url !== undefined) found.push({ kind: "link", text: url, url });
    after = match.index + whole.length;
  }
  if (after < line.length) found.push({ kind: "text", text: line.slice(after) });
  return found;
}
