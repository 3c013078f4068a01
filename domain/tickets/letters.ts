import type { TicketChange } from "./thread.ts";
import type { TicketState } from "./ticket.ts";

export type LetterLocale = "fr" | "en" | "es";

export interface TicketLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a mail tells of an entry. */
export interface ToldEntry {
  readonly number: number;
  readonly subject: string;
  readonly project: string;
  readonly kind: "opened" | "replied" | "noted" | "assigned" | "resolved" | "closed";
  readonly authorName: string;
  /** What was written; empty for changes. */
  readonly text: string;
  /** Of the ticket's page; null for a reader without a login. */
  readonly link: string | null;
  /** Whether an answer to the mail comes into the thread. */
  readonly isAnswerable: boolean;
}

/** Longer words are cut, and read whole on the page. */
const LONGEST_TEXT = 8_000;
const LONGEST_SUBJECT = 300;

/** The mail that tells an entry, in its reader's language: text, and the same as simple HTML. */
export function ticketLetter(locale: LetterLocale, told: ToldEntry): TicketLetter {
  const words = WORDS[locale];
  const headline = words.kinds[told.kind](told.authorName, told.number);
  const isCut = told.text.length > LONGEST_TEXT;
  const body = isCut ? `${told.text.slice(0, LONGEST_TEXT)}…\n\n${words.cut}` : told.text;
  const foot = [
    told.isAnswerable ? (told.kind === "noted" ? words.answerNote : words.answer) : words.noAnswer,
    ...(told.link ? [told.link] : []),
  ];
  return letterOf(subjectOf(locale, told), headline, body, foot);
}

/** Says to whoever opened a ticket by mail that it came. It is sent by itself, and says so in its headers. */
export function receivedLetter(locale: LetterLocale, told: Omit<ToldEntry, "kind" | "authorName">): TicketLetter {
  const words = WORDS[locale];
  const foot = [words.answer, ...(told.link ? [told.link] : [])];
  return letterOf(subjectOf(locale, told), words.received(told.number), "", foot);
}

/** One subject for the whole thread: mail programs that go by subjects keep it together. */
function subjectOf(locale: LetterLocale, told: Pick<ToldEntry, "number" | "subject" | "project">): string {
  return `[${told.project}] ${WORDS[locale].ticket} ${told.number} – ${told.subject}`.slice(0, LONGEST_SUBJECT);
}

function letterOf(subject: string, headline: string, body: string, foot: readonly string[]): TicketLetter {
  const text = [headline, ...(body ? [body] : []), `-- \n${foot.join("\n")}`].join("\n\n");
  const paragraphs = body.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== "");
  const html = [
    `<p style="color:#555">${escaped(headline)}</p>`,
    ...paragraphs.map((paragraph) => `<p>${escaped(paragraph).replaceAll("\n", "<br>")}</p>`),
    `<p style="color:#555;font-size:small">-- <br>${foot.map(linked).join("<br>")}</p>`,
  ].join("\n");
  return { subject, text: `${text}\n`, html };
}

function linked(line: string): string {
  const shown = escaped(line);
  return /^https?:\/\/\S+$/.test(line) ? `<a href="${shown}">${shown}</a>` : shown;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Of a change what is worth a mail: somebody is given the ticket, or it is over. */
export function toldChange(changes: readonly TicketChange[]): "assigned" | "resolved" | "closed" | null {
  const state = changes.find(({ field }) => field === "state")?.to as TicketState | null | undefined;
  if (state === "resolved" || state === "closed") return state;
  return changes.some(({ field, to }) => field === "assignee" && to !== null) ? "assigned" : null;
}

type Headline = (author: string, number: number) => string;

const WORDS: Record<
  LetterLocale,
  {
    ticket: string;
    kinds: Record<ToldEntry["kind"], Headline>;
    received(number: number): string;
    cut: string;
    answer: string;
    answerNote: string;
    noAnswer: string;
  }
> = {
  fr: {
    ticket: "Ticket",
    kinds: {
      opened: (author, number) => `${author} a ouvert le ticket ${number}\u00a0:`,
      replied: (author, number) => `${author} a écrit au ticket ${number}\u00a0:`,
      noted: (author, number) => `${author} a laissé une note interne au ticket ${number}\u00a0:`,
      assigned: (author, number) => `${author} vous a confié le ticket ${number}.`,
      resolved: (author, number) => `${author} a déclaré le ticket ${number} résolu.`,
      closed: (author, number) => `${author} a fermé le ticket ${number}.`,
    },
    received: (number) =>
      `Votre message nous est bien parvenu\u202f: il porte le numéro ${number}. Une personne vous répondra.`,
    cut: "La suite se lit sur la page du ticket.",
    answer:
      "Répondez à ce message pour écrire dans le ticket. Votre adresse de réponse vous est propre\u202f: ne la transmettez pas.",
    answerNote: "Votre réponse à ce message sera une note interne\u202f: le client ne la lira pas.",
    noAnswer: "On ne répond pas à ce message\u202f; la page du ticket est ici\u00a0:",
  },
  en: {
    ticket: "Ticket",
    kinds: {
      opened: (author, number) => `${author} opened ticket ${number}:`,
      replied: (author, number) => `${author} wrote in ticket ${number}:`,
      noted: (author, number) => `${author} left an internal note in ticket ${number}:`,
      assigned: (author, number) => `${author} gave you ticket ${number}.`,
      resolved: (author, number) => `${author} marked ticket ${number} as solved.`,
      closed: (author, number) => `${author} closed ticket ${number}.`,
    },
    received: (number) => `Your message has reached us: its number is ${number}. A person will answer you.`,
    cut: "The rest is on the ticket's page.",
    answer: "Answer this message to write in the ticket. Your reply address is your own: do not pass it on.",
    answerNote: "Your answer to this message will be an internal note: the client will not read it.",
    noAnswer: "This message takes no answer; the ticket's page is here:",
  },
  es: {
    ticket: "Ticket",
    kinds: {
      opened: (author, number) => `${author} ha abierto el ticket ${number}:`,
      replied: (author, number) => `${author} ha escrito en el ticket ${number}:`,
      noted: (author, number) => `${author} ha dejado una nota interna en el ticket ${number}:`,
      assigned: (author, number) => `${author} le ha asignado el ticket ${number}.`,
      resolved: (author, number) => `${author} ha dado por resuelto el ticket ${number}.`,
      closed: (author, number) => `${author} ha cerrado el ticket ${number}.`,
    },
    received: (number) => `Hemos recibido su mensaje: lleva el número ${number}. Una persona le responderá.`,
    cut: "El resto se lee en la página del ticket.",
    answer:
      "Responda a este mensaje para escribir en el ticket. Su dirección de respuesta es personal: no la comparta.",
    answerNote: "Su respuesta a este mensaje será una nota interna: el cliente no la leerá.",
    noAnswer: "Este mensaje no admite respuesta; la página del ticket está aquí:",
  },
};
