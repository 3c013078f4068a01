import type { Judgement } from "./judgement.ts";
import type { FactorFinding, FallFacts } from "./verdict.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";
import type { Range, Words } from "./words/words.ts";

/** The sentences of the shop's sales: mails and pages say the same. Pure: the browser uses it too. */

export type Locale = "fr" | "en" | "es";

export interface Reader {
  readonly locale: Locale;
  /** Of the project; IANA name. */
  readonly timeZone: string;
}

/** Which of the five moved, which did not, and since when: one sentence. */
export function fallSentence(fall: FallFacts, reader: Reader): string {
  const words = WORDS[reader.locale];
  const list = (movement: FactorFinding["movement"], say: (finding: FactorFinding) => string) =>
    joined(fall.factors.filter((finding) => finding.movement === movement).map(say), reader.locale);
  const moved = list("moved", (finding) => movedWords(finding, reader));
  const steady = list("steady", ({ factor }) => words.factor[factor]);
  const unknown = list("unknown", ({ factor }) => words.factor[factor]);
  const facts = [
    words.fallen(clock(fall.since, reader), orders(fall, reader)),
    moved ? words.moved(moved) : words.nothingMoved,
    steady && words.steady(steady),
    unknown && words.unknown(unknown),
  ].filter(Boolean);
  return `${facts.join(words.semicolon)}.`;
}

export function recoverySentence(fall: FallFacts, endedAt: number, reader: Reader): string {
  return WORDS[reader.locale].recovered(clock(endedAt, reader), clock(fall.since, reader));
}

/** "Is the shop selling as it should?", in one sentence. A fall's own sentence tells more. */
export function judgementSentence(judgement: Judgement, reader: Reader): string {
  const words = WORDS[reader.locale];
  switch (judgement.kind) {
    case "unknown":
      return judgement.heardAt === null ? words.neverHeard : words.silent(clock(judgement.heardAt, reader));
    case "too_little_history":
      return words.tooLittleHistory;
    case "too_few":
      return words.tooFew;
    case "selling": {
      const { orders: count, from, to, band } = judgement;
      const minutes = Math.round((to - from) / 60_000);
      if (count > band.high) return words.above(range({ ...band, orders: count }, reader), minutes);
      return words.selling(range({ ...band, orders: count }, reader), minutes);
    }
    case "fallen":
      return `${words.fallen(clock(judgement.since, reader), orders({ ...judgement, ...judgement.band }, reader))}.`;
  }
}

interface Counts {
  readonly orders: number;
  readonly low: number;
  readonly high: number;
}

function range({ orders: count, low, high }: Counts, { locale }: Reader): Range {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  return { orders: number.format(count), count: Math.round(count), low: number.format(low), high: number.format(high) };
}

function orders(counts: Counts, reader: Reader): string {
  return WORDS[reader.locale].counted(range(counts, reader));
}

function movedWords({ factor, value, usual, page, since }: FactorFinding, reader: Reader): string {
  const words = WORDS[reader.locale];
  const percent = (ratio: number | null) => percentText(ratio ?? 0, reader.locale);
  const number = (count: number | null) =>
    new Intl.NumberFormat(reader.locale, { maximumFractionDigits: 0 }).format(count ?? 0);
  switch (factor) {
    case "visits":
      return words.visitsMoved(number(value), number(usual));
    case "conversion":
      return words.conversionMoved(percent(value), percent(usual));
    case "payment":
      return words.paymentMoved(percent(value), percent(usual));
    case "latency":
      return words.latencyMoved(words.page[page ?? "home"], `${number(value)}\u00a0ms`, `${number(usual)}\u00a0ms`);
    case "availability":
      return since === undefined ? words.downPartly : words.down(clock(since, reader));
  }
}

function percentText(ratio: number, locale: Locale): string {
  const digits = ratio < 0.1 ? 2 : 0;
  const text = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: digits }).format(ratio);
  // French puts a thin space before the sign, and Intl a wide one.
  return locale === "fr" ? text.replace("\u00a0%", "\u202f%") : text;
}

function joined(parts: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(parts);
}

function clock(at: number, { locale, timeZone }: Reader): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(at);
}

const WORDS: Readonly<Record<Locale, Words>> = { fr, en, es };
