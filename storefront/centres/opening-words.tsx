import type { Language } from "../paths.ts";
import { weekdayText } from "../words/instants.ts";
import type { Words } from "../words/words.ts";
import type { Span } from "./hours.ts";
import type { Opening } from "./opening.ts";

interface OpeningWordsProps {
  readonly opening: Opening;
  readonly language: Language;
  readonly words: Words["centres"];
}

/** "Ouvert jusqu’à 18:00", "Fermé, ouvre demain à 08:30". */
export function OpeningWords({ opening, language, words }: OpeningWordsProps) {
  if (opening.state === "open") return <p className="door door-open">{words.openUntil(opening.closes)}</p>;
  return <p className="door">{shutWords(opening, language, words)}</p>;
}

/** "08:30–12:30, 14:00–18:00", or that it is shut. */
export function spansText(spans: readonly Span[], words: Words["centres"]): string {
  return spans.length === 0 ? words.closed : spans.map(([opens, closes]) => `${opens}–${closes}`).join(", ");
}

function shutWords(opening: Exclude<Opening, { state: "open" }>, language: Language, words: Words["centres"]): string {
  if (opening.state === "away") return words.away14;
  if (opening.days === 0) return words.opensToday(opening.opens);
  if (opening.days === 1) return words.opensTomorrow(opening.opens);
  return words.opensOn(weekdayText(opening.weekday, language), opening.opens);
}
