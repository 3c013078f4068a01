import type { Letter, Locale } from "#domain/identity/mails.ts";

import type { Cause } from "./causes.ts";

/** A mail to staff: everything of one kind that a project's backups came to at the same time. */
export interface ToldCauses {
  readonly kind: Cause["kind"];
  readonly project: string;
  readonly timeZone: string;
  readonly link: string;
  readonly jobs: readonly {
    readonly name: string;
    readonly machine: string | null;
    /** Epoch milliseconds. */
    readonly since: number;
    readonly lastGoodAt: number | null;
    /** Of the shrunk: what it holds of the usual, 0.4 for 40 %. */
    readonly share: number | null;
  }[];
}

const LONGEST_SUBJECT = 300;

export function causesLetter(locale: Locale, { kind, project, timeZone, link, jobs }: ToldCauses): Letter {
  const words = WORDS[locale];
  const when = (at: number) =>
    new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "medium", timeStyle: "short" }).format(at);
  const [only] = jobs;
  const subject = jobs.length === 1 && only ? `${words.one[kind]} ${only.name}` : words.many[kind](jobs.length);
  const lines = jobs.map(({ name, machine, since, lastGoodAt, share }) => {
    const place = machine === null ? "" : ` (${machine})`;
    const what = words.line[kind](when(since), new Intl.NumberFormat(locale, { style: "percent" }).format(share ?? 0));
    const good = lastGoodAt === null ? words.noGood : words.lastGood(when(lastGoodAt));
    return `- ${name}${place}${words.colon} ${what}${kind === "shrunk" ? "" : `, ${good}`}.`;
  });
  const text = `${lines.join("\n")}\n\n${words.zone(timeZone)}\n\n${link}\n`;
  return { subject: `[${project}] ${subject}`.slice(0, LONGEST_SUBJECT), text };
}

type Kind = Cause["kind"];

interface Words {
  readonly one: Record<Kind, string>;
  readonly many: Record<Kind, (count: number) => string>;
  readonly line: Record<Kind, (since: string, share: string) => string>;
  readonly lastGood: (at: string) => string;
  readonly noGood: string;
  readonly colon: string;
  readonly zone: (timeZone: string) => string;
}

const WORDS: Readonly<Record<Locale, Words>> = {
  fr: {
    one: {
      missed: "Sauvegarde manquée\u00a0:",
      failed: "Sauvegarde en échec\u00a0:",
      shrunk: "Sauvegarde bien plus petite que d’habitude\u00a0:",
    },
    many: {
      missed: (count) => `${count} sauvegardes manquées`,
      failed: (count) => `${count} sauvegardes en échec`,
      shrunk: (count) => `${count} sauvegardes bien plus petites que d’habitude`,
    },
    line: {
      missed: (since) => `attendue le ${since}, rien n’est venu`,
      failed: (since) => `en échec depuis le ${since}`,
      shrunk: (since, share) => `celle du ${since} ne fait que ${share} de la taille habituelle`,
    },
    lastGood: (at) => `dernière bonne sauvegarde le ${at}`,
    noGood: "aucune bonne sauvegarde connue",
    colon: "\u00a0:",
    zone: (timeZone) => `Heures de ${timeZone}.`,
  },
  en: {
    one: { missed: "Backup missed:", failed: "Backup failed:", shrunk: "Backup much smaller than usual:" },
    many: {
      missed: (count) => `${count} backups missed`,
      failed: (count) => `${count} backups failed`,
      shrunk: (count) => `${count} backups much smaller than usual`,
    },
    line: {
      missed: (since) => `due on ${since}, nothing came`,
      failed: (since) => `failing since ${since}`,
      shrunk: (since, share) => `that of ${since} is only ${share} of the usual size`,
    },
    lastGood: (at) => `last good backup on ${at}`,
    noGood: "no good backup is known",
    colon: ":",
    zone: (timeZone) => `Times of ${timeZone}.`,
  },
  es: {
    one: { missed: "Copia no realizada:", failed: "Copia fallida:", shrunk: "Copia mucho menor que de costumbre:" },
    many: {
      missed: (count) => `${count} copias no realizadas`,
      failed: (count) => `${count} copias fallidas`,
      shrunk: (count) => `${count} copias mucho menores que de costumbre`,
    },
    line: {
      missed: (since) => `prevista el ${since}, no llegó nada`,
      failed: (since) => `falla desde el ${since}`,
      shrunk: (since, share) => `la del ${since} es solo el ${share} del tamaño habitual`,
    },
    lastGood: (at) => `última copia buena el ${at}`,
    noGood: "no se conoce ninguna copia buena",
    colon: ":",
    zone: (timeZone) => `Horas de ${timeZone}.`,
  },
};
