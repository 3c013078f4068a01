/** One piece of news of a feed. Instants are epoch milliseconds. */
export interface FeedEntry {
  /** Of the incident's entry: it never changes, so neither does the id in the feed. */
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly at: number;
  readonly link: string;
}

export interface Feed {
  readonly title: string;
  readonly author: string;
  readonly locale: string;
  /** The page that the feed is of. */
  readonly page: string;
  /** The feed's own address. */
  readonly self: string;
  /** Newest first. */
  readonly entries: readonly FeedEntry[];
  /** When nothing was ever said: since when there is a feed. */
  readonly begun: number;
}

/** The feed as Atom (RFC 4287). Texts are text: nothing in them is markup. */
export function atomFeed({ title, author, locale, page, self, entries, begun }: Feed): string {
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(locale)}">`,
    `<id>${escapeXml(page)}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<updated>${instant(entries[0]?.at ?? begun)}</updated>`,
    `<author><name>${escapeXml(author)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    ...entries.map((entry) => entryXml(entry, page)),
    "</feed>",
  ];
  return `${lines.join("\n")}\n`;
}

function entryXml({ id, title, text, at, link }: FeedEntry, page: string): string {
  return [
    "<entry>",
    `<id>${escapeXml(page)}#entry-${id}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<updated>${instant(at)}</updated>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(link)}"/>`,
    `<content type="text">${escapeXml(text)}</content>`,
    "</entry>",
  ].join("\n");
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for XML 1.0: what it has no way to write, such as most control characters and half a surrogate pair, is left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
