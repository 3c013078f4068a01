import type { StatusLocale } from "./page.ts";

export interface StatusLetter {
  readonly subject: string;
  readonly text: string;
}

/** The outbox keeps no longer one. */
const LONGEST_SUBJECT = 300;

/** Asks whoever reads the address to confirm that they want the mails of a page. */
export function confirmLetter(locale: StatusLocale, title: string, link: string, days: number): StatusLetter {
  return LETTERS[locale].confirm(title, link, days);
}

/** Somebody gave an address that gets the mails already: its owner is told, and nobody else. */
export function alreadyLetter(locale: StatusLocale, title: string, unsubscribe: string): StatusLetter {
  return LETTERS[locale].already(title, unsubscribe);
}

/** What was told of an incident. */
export interface News {
  readonly page: string;
  readonly incident: string;
  /** "Update", in the reader's language. */
  readonly kind: string;
  readonly text: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly timeZone: string;
  readonly link: string;
  readonly unsubscribe: string;
}

export function newsLetter(locale: StatusLocale, news: News): StatusLetter {
  const { page, incident, kind, text, at, timeZone, link } = news;
  const when = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "full", timeStyle: "short" }).format(at);
  const told = text ? `${text}\n\n` : "";
  return {
    subject: `[${page}] ${kind} – ${incident}`.slice(0, LONGEST_SUBJECT),
    text: `${incident}\n${kind}, ${when} (${timeZone})\n\n${told}${link}\n\n${LETTERS[locale].foot(page, news.unsubscribe)}`,
  };
}

const LETTERS: Record<
  StatusLocale,
  {
    confirm(title: string, link: string, days: number): StatusLetter;
    already(title: string, unsubscribe: string): StatusLetter;
    foot(title: string, unsubscribe: string): string;
  }
> = {
  fr: {
    confirm: (title, link, days) => ({
      subject: `[${title}] Confirmez votre adresse`,
      text: `Bonjour,\n\nCette adresse a été donnée pour recevoir les nouvelles de l’état des services de ${title}.\nPour confirmer, ouvrez cette page et appuyez sur son bouton\u202f; le lien reste valable ${days} jours\u00a0:\n\n${link}\n\nSi ce n’était pas vous, ignorez ce message\u00a0: rien d’autre ne sera envoyé.\n`,
    }),
    already: (title, unsubscribe) => ({
      subject: `[${title}] Vous recevez déjà ces nouvelles`,
      text: `Bonjour,\n\nCette adresse a été donnée à nouveau pour recevoir les nouvelles de l’état des services de ${title}\u202f; elle les reçoit déjà.\nPour ne plus les recevoir\u00a0:\n\n${unsubscribe}\n`,
    }),
    foot: (title, unsubscribe) =>
      `Vous avez demandé les nouvelles de l’état des services de ${title}. Pour ne plus les recevoir\u00a0:\n${unsubscribe}\n`,
  },
  en: {
    confirm: (title, link, days) => ({
      subject: `[${title}] Confirm your address`,
      text: `Hello,\n\nThis address was given to receive news of the status of ${title}'s services.\nTo confirm, open this page and press its button; the link stays valid for ${days} days:\n\n${link}\n\nIf it was not you, ignore this message: nothing else will be sent.\n`,
    }),
    already: (title, unsubscribe) => ({
      subject: `[${title}] You receive this news already`,
      text: `Hello,\n\nThis address was given again to receive news of the status of ${title}'s services; it receives it already.\nTo receive it no longer:\n\n${unsubscribe}\n`,
    }),
    foot: (title, unsubscribe) =>
      `You asked for news of the status of ${title}'s services. To receive it no longer:\n${unsubscribe}\n`,
  },
  es: {
    confirm: (title, link, days) => ({
      subject: `[${title}] Confirme su dirección`,
      text: `Buenos días:\n\nSe ha dado esta dirección para recibir las novedades del estado de los servicios de ${title}.\nPara confirmarla, abra esta página y pulse su botón; el enlace es válido durante ${days} días:\n\n${link}\n\nSi no ha sido usted, ignore este mensaje: no se enviará nada más.\n`,
    }),
    already: (title, unsubscribe) => ({
      subject: `[${title}] Ya recibe estas novedades`,
      text: `Buenos días:\n\nSe ha dado de nuevo esta dirección para recibir las novedades del estado de los servicios de ${title}; ya las recibe.\nPara dejar de recibirlas:\n\n${unsubscribe}\n`,
    }),
    foot: (title, unsubscribe) =>
      `Ha pedido las novedades del estado de los servicios de ${title}. Para dejar de recibirlas:\n${unsubscribe}\n`,
  },
};
