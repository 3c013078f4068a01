import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";
import type { NoticeWords } from "./words/words.ts";

/** The words of notices: the page and the mails say the same. Pure: the browser uses it too. */

type Locale = "fr" | "en" | "es";

export const NOTICE_WORDS: Readonly<Record<Locale, NoticeWords>> = { fr, en, es };

const LONGEST = 200;
const NUMBER_SIGN: Readonly<Record<Locale, string>> = { fr: "n°\u00a0", en: "no.\u00a0", es: "n.º\u00a0" };

/**
 * A notice in one sentence, as plain text. One of a kind that this program does not know, or whose facts are not what
 * they should be, is told all the same: that there is something, and where.
 */
export function noticeSentence(kind: string, data: Readonly<Record<string, unknown>>, locale: Locale): string {
  const words = NOTICE_WORDS[locale];
  const say = Object.hasOwn(words.kinds, kind) ? words.kinds[kind] : undefined;
  // Of an intervention the subject is its title, and the name is of whoever answered.
  const [title, named] = [textOf(data.title), textOf(data.name)];
  const subject = withMonth(title || named, data.month, locale);
  const actor = textOf(data.actorName) || (title && named) || "Timonerie";
  if (!say || subject === "") return words.unknown();
  const number = typeof data.number === "number" ? `${NUMBER_SIGN[locale]}${data.number}` : "";
  return say({ number, name: subject, actor });
}

/** "Popgom, octobre 2026": a report is known by its project and month. */
function withMonth(subject: string, month: unknown, locale: Locale): string {
  if (subject === "" || typeof month !== "string" || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return subject;
  const format = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  return `${subject}, ${format.format(new Date(`${month}-01T00:00:00Z`))}`;
}

/** One line, however it was written. */
function textOf(value: unknown): string {
  if (typeof value !== "string") return "";
  const line = value.replace(/[\p{Cc}\p{Cf}]+/gu, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
