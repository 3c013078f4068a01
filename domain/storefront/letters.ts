import type { FallFacts } from "./verdict.ts";
import { fallSentence, type Reader, recoverySentence } from "./words.ts";

/** The mails of a fall of orders, in the reader's language. */

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** `link` is the address of the shop's page. */
export function fallLetter(project: string, fall: FallFacts, link: string, reader: Reader): Letter {
  const words = LETTERS[reader.locale];
  return { subject: words.fell(project), text: words.body(fallSentence(fall, reader), link) };
}

export function recoveryLetter(
  project: string,
  fall: FallFacts & { readonly endedAt: number },
  link: string,
  reader: Reader,
): Letter {
  const words = LETTERS[reader.locale];
  return { subject: words.recovered(project), text: words.body(recoverySentence(fall, fall.endedAt, reader), link) };
}

const LETTERS = {
  fr: {
    fell: (project: string) => `${project}\u00a0: commandes sous la normale`,
    recovered: (project: string) => `${project}\u00a0: commandes revenues à la normale`,
    body: (sentence: string, link: string) =>
      `Bonjour,\n\n${sentence}\n\nLes courbes et la suite se lisent ici\u00a0:\n\n${link}\n`,
  },
  en: {
    fell: (project: string) => `${project}: orders below normal`,
    recovered: (project: string) => `${project}: orders back to normal`,
    body: (sentence: string, link: string) =>
      `Hello,\n\n${sentence}\n\nThe curves, and what follows, are here:\n\n${link}\n`,
  },
  es: {
    fell: (project: string) => `${project}: pedidos por debajo de lo normal`,
    recovered: (project: string) => `${project}: pedidos de vuelta a lo normal`,
    body: (sentence: string, link: string) =>
      `Hola:\n\n${sentence}\n\nLas curvas y lo que siga están aquí:\n\n${link}\n`,
  },
};
