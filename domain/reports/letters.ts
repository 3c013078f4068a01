import type { Letter, Locale } from "#domain/identity/mails.ts";

/** The outbox keeps no longer one. */
const LONGEST_SUBJECT = 300;

export interface ToldReport {
  readonly project: string;
  /** "2026-10" */
  readonly month: string;
  /** The reader's. */
  readonly name: string;
  /** What an erratum corrects. */
  readonly reason: string;
  readonly link: string;
}

/** The mail that lays a report before the client, or brings a published one. Only these three have letters of their own. */
export function reportLetter(locale: Locale, what: string, told: ToldReport): Letter {
  const month = new Intl.DateTimeFormat(locale, { timeZone: "UTC", month: "long", year: "numeric" }).format(
    new Date(`${told.month}-01T00:00:00Z`),
  );
  const words = LETTERS[locale];
  const write = what === "sent" ? words.sent : what === "corrected" ? words.corrected : words.published;
  const { subject, text } = write({ ...told, month });
  return { subject: `[${told.project}] ${subject}`.slice(0, LONGEST_SUBJECT), text };
}

type Write = (told: ToldReport) => Letter;

const LETTERS: Readonly<Record<Locale, Readonly<Record<"sent" | "published" | "corrected", Write>>>> = {
  fr: {
    sent: ({ project, month, name, link }) => ({
      subject: `Rapport de ${month} à valider`,
      text: `Bonjour ${name},\n\nLe rapport d’exploitation de ${project} pour ${month} vous est soumis. Lisez-le, commentez-le section par section, puis validez-le ici :\n\n${link}\n\nIl ne sera publié qu’avec votre accord.\n`,
    }),
    published: ({ project, month, name, link }) => ({
      subject: `Rapport de ${month} publié`,
      text: `Bonjour ${name},\n\nLe rapport d’exploitation de ${project} pour ${month} est publié. Le voici en pièce jointe, et ici, où chaque chiffre renvoie à sa preuve :\n\n${link}\n`,
    }),
    corrected: ({ project, month, name, reason, link }) => ({
      subject: `Erratum au rapport de ${month}`,
      text: `Bonjour ${name},\n\nLe rapport d’exploitation de ${project} pour ${month} a une nouvelle édition ; la précédente reste lisible. Ce qui change :\n\n${reason}\n\nLa nouvelle édition est en pièce jointe, et ici :\n\n${link}\n`,
    }),
  },
  en: {
    sent: ({ project, month, name, link }) => ({
      subject: `Report of ${month} awaits your validation`,
      text: `Hello ${name},\n\nThe operations report of ${project} for ${month} lies before you. Read it, comment on it section by section, then validate it here:\n\n${link}\n\nIt will only be published with your agreement.\n`,
    }),
    published: ({ project, month, name, link }) => ({
      subject: `Report of ${month} published`,
      text: `Hello ${name},\n\nThe operations report of ${project} for ${month} is published. It is attached, and here, where each figure leads to its evidence:\n\n${link}\n`,
    }),
    corrected: ({ project, month, name, reason, link }) => ({
      subject: `Erratum to the report of ${month}`,
      text: `Hello ${name},\n\nThe operations report of ${project} for ${month} has a new edition; the one before stays readable. What changes:\n\n${reason}\n\nThe new edition is attached, and here:\n\n${link}\n`,
    }),
  },
  es: {
    sent: ({ project, month, name, link }) => ({
      subject: `Informe de ${month} por validar`,
      text: `Hola, ${name}:\n\nSe le presenta el informe de explotación de ${project} de ${month}. Léalo, coméntelo sección por sección y valídelo aquí:\n\n${link}\n\nSolo se publicará con su acuerdo.\n`,
    }),
    published: ({ project, month, name, link }) => ({
      subject: `Informe de ${month} publicado`,
      text: `Hola, ${name}:\n\nEl informe de explotación de ${project} de ${month} está publicado. Va adjunto, y aquí, donde cada cifra remite a su prueba:\n\n${link}\n`,
    }),
    corrected: ({ project, month, name, reason, link }) => ({
      subject: `Fe de erratas del informe de ${month}`,
      text: `Hola, ${name}:\n\nEl informe de explotación de ${project} de ${month} tiene una nueva edición; la anterior sigue siendo legible. Lo que cambia:\n\n${reason}\n\nLa nueva edición va adjunta, y aquí:\n\n${link}\n`,
    }),
  },
};
