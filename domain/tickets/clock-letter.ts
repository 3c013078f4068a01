import type { Clock } from "#domain/clocks/clock.ts";
import type { Letter, Locale } from "#domain/identity/mails.ts";

/** What a mail tells of a promise that comes near or was missed. Business seconds. */
export interface ToldClock {
  readonly number: number;
  readonly subject: string;
  readonly project: string;
  readonly clock: Clock;
  readonly level: "warned" | "breached";
  readonly elapsedSeconds: number;
  readonly targetSeconds: number;
  readonly link: string;
}

const LONGEST_SUBJECT = 300;

/** The mail to staff, in its reader's language. */
export function clockLetter(locale: Locale, told: ToldClock): Letter {
  const words = WORDS[locale];
  const sentence = words[told.level](
    words.clocks[told.clock],
    told.number,
    spoken(told.elapsedSeconds),
    spoken(told.targetSeconds),
  );
  const subject = `[${told.project}] ${words.heads[told.level]} ${told.number} – ${told.subject}`;
  return { subject: subject.slice(0, LONGEST_SUBJECT), text: `${sentence}\n\n${told.subject}\n\n${told.link}\n` };
}

/** 2 h 05 min: the same in the three languages. */
function spoken(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}\u00a0min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}\u00a0h${rest === 0 ? "" : `\u00a0${String(rest).padStart(2, "0")}\u00a0min`}`;
}

type Sentence = (clock: string, number: number, elapsed: string, target: string) => string;
type Level = ToldClock["level"];

const WORDS: Record<
  Locale,
  { readonly heads: Record<Level, string>; readonly clocks: Record<Clock, string> } & Record<Level, Sentence>
> = {
  fr: {
    heads: { warned: "Délai proche, ticket", breached: "Délai dépassé, ticket" },
    clocks: {
      first_response: "de prise en charge",
      next_update: "de la prochaine nouvelle",
      resolution: "de résolution",
    },
    warned: (clock, number, elapsed, target) =>
      `Le délai ${clock} du ticket ${number} approche\u00a0: ${elapsed} écoulées sur ${target}.`,
    breached: (clock, number, elapsed, target) =>
      `Le délai ${clock} du ticket ${number} est dépassé\u00a0: ${elapsed} écoulées sur ${target}.`,
  },
  en: {
    heads: { warned: "Time nearly up, ticket", breached: "Time missed, ticket" },
    clocks: { first_response: "first response", next_update: "next word", resolution: "resolution" },
    warned: (clock, number, elapsed, target) =>
      `The time for the ${clock} of ticket ${number} is nearly up: ${elapsed} of ${target}.`,
    breached: (clock, number, elapsed, target) =>
      `The time for the ${clock} of ticket ${number} was missed: ${elapsed} of ${target}.`,
  },
  es: {
    heads: { warned: "Plazo cercano, ticket", breached: "Plazo superado, ticket" },
    clocks: {
      first_response: "de primera respuesta",
      next_update: "de la próxima noticia",
      resolution: "de resolución",
    },
    warned: (clock, number, elapsed, target) =>
      `El plazo ${clock} del ticket ${number} se acerca: ${elapsed} de ${target}.`,
    breached: (clock, number, elapsed, target) =>
      `El plazo ${clock} del ticket ${number} se ha superado: ${elapsed} de ${target}.`,
  },
};
