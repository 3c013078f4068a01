import { anonymise, type KnownNames, type Removed, type RemovedKind } from "./anonymise.ts";
import { ARTICLE_LIMITS } from "./article.ts";

export interface TicketWords {
  readonly subject: string;
  /** Oldest first. */
  readonly entries: readonly {
    readonly kind: "message" | "note" | "change" | "window";
    readonly side: "client" | "staff" | "platform";
    readonly isPublic: boolean;
    readonly text: string;
  }[];
}

/** In the language of the article: what stands for what was removed, and its headings. */
export type DraftWords = Readonly<Record<RemovedKind | "problem" | "done" | "solution" | "check", string>>;

/**
 * A ticket's words as a draft of an article: the problem as it was told, what was done, and the last answer as its
 * solution, without the names of those it was about. Notes among staff are in it: the draft is for staff.
 */
export function draftOfTicket(
  { subject, entries }: TicketWords,
  known: KnownNames,
  words: DraftWords,
): { title: string; text: string; removed: Removed[] } {
  const said = entries.filter(({ kind, text }) => (kind === "message" || kind === "note") && text.trim() !== "");
  const told = said.find(({ side, kind }) => side === "client" && kind === "message") ?? said[0];
  const last = said.findLast((entry) => entry !== told && entry.side === "staff" && entry.isPublic);
  const between = said.filter((entry) => entry !== told && entry !== last);
  const section = (heading: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [`## ${heading}`, ...texts.map((text) => text.trim())];
  const whole = [
    ...section(words.problem, told ? [told.text] : []),
    ...section(
      words.done,
      between.map(({ text }) => text),
    ),
    ...section(words.solution, last ? [last.text] : []),
    `> ${words.check}`,
  ].join("\n\n");
  // Title and text in one, so that what was removed is counted once.
  const { text, removed } = anonymise(`${subject.replaceAll("\n", " ")}\n${whole}`, known, words);
  const end = text.indexOf("\n");
  return {
    title: text.slice(0, end).slice(0, ARTICLE_LIMITS.title),
    text: text.slice(end + 1).slice(0, ARTICLE_LIMITS.text),
    removed,
  };
}
