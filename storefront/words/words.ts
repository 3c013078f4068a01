import type { Language } from "../paths.ts";
import { es } from "./es.ts";
import { fr, type Words } from "./fr.ts";

export type { Words };

const WORDS: Record<Language, Words> = { fr, es };

export function wordsOf(language: Language): Words {
  return WORDS[language];
}
