import type { Letter, Locale } from "#domain/identity/mails.ts";

import type { InterventionNotice, Plan } from "./intervention.ts";
import { priceInWords, windowInWords } from "./spans.ts";

/** The outbox keeps no longer one. */
const LONGEST_SUBJECT = 300;

export interface Asked {
  readonly project: string;
  readonly timeZone: string;
  readonly requester: string;
  readonly plan: Pick<Plan, "title" | "consequence" | "priceCents" | "currency" | "from" | "to">;
  readonly link: string;
  readonly expiresAt: Date;
}

/** Asks one person to agree. The link shows the plan; what answers is a button there, never the link. */
export function askingLetter(locale: Locale, why: "asked" | "reminded", asked: Asked): Letter {
  const { project, timeZone, plan, expiresAt } = asked;
  const window = windowInWords(locale, plan, timeZone);
  const price = priceInWords(locale, plan.priceCents, plan.currency);
  const until = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "full", timeStyle: "short" }).format(expiresAt);
  const words = ASKING[locale];
  return {
    subject: `[${project}] ${words.subject[why](plan.title)}`.slice(0, LONGEST_SUBJECT),
    text: words.text({ ...asked, title: plan.title, consequence: plan.consequence, window, price, until }),
  };
}

export interface Noticed {
  readonly project: string;
  readonly timeZone: string;
  readonly title: string;
  readonly consequence: string;
  readonly from: Date;
  readonly to: Date;
  /** Of "ended": whether it was rolled back. */
  readonly rolledBack: boolean;
  /** The page of it, for those who have a login; null in a mail to strangers. */
  readonly link: string | null;
}

/** Tells those concerned where an intervention stands. */
export function noticeLetter(locale: Locale, notice: InterventionNotice, told: Noticed): Letter {
  const words = NOTICES[locale];
  const key = notice === "ended" && told.rolledBack ? "rolledBack" : notice;
  const lines = [words.body[key], told.title, windowInWords(locale, told, told.timeZone)];
  const isOver = key === "ended" || key === "rolledBack";
  const rest = [isOver ? "" : told.consequence, told.link ?? ""].filter((line) => line !== "");
  return {
    subject: `[${told.project}] ${words.subject[key](told.title)}`.slice(0, LONGEST_SUBJECT),
    text: `${[...lines, ...rest].join("\n\n")}\n`,
  };
}

type Words = Asked & {
  readonly title: string;
  readonly consequence: string;
  readonly window: string;
  readonly price: string;
  readonly until: string;
};

const ASKING: Record<
  Locale,
  { subject: Record<"asked" | "reminded", (title: string) => string>; text(words: Words): string }
> = {
  fr: {
    subject: {
      asked: (title) => `Votre accord est demandé : ${title}`,
      reminded: (title) => `Votre accord est encore attendu : ${title}`,
    },
    text: ({ project, requester, title, window, consequence, price, link, until }) =>
      `Bonjour,\n\n${requester} demande votre accord pour une intervention sur ${project}.\n\n${title}\nQuand : ${window}\nConséquence : ${consequence}\nPrix : ${price}\n\nLe plan complet se lit ici, et vous y répondez par un bouton :\n\n${link}\n\nCe lien est le vôtre, pour ce plan seulement, jusqu’au ${until}. L’ouvrir n’engage à rien.\n`,
  },
  en: {
    subject: {
      asked: (title) => `Your approval is asked: ${title}`,
      reminded: (title) => `Your approval is still awaited: ${title}`,
    },
    text: ({ project, requester, title, window, consequence, price, link, until }) =>
      `Hello,\n\n${requester} asks for your approval of work on ${project}.\n\n${title}\nWhen: ${window}\nConsequence: ${consequence}\nPrice: ${price}\n\nThe whole plan is here, and you answer with a button there:\n\n${link}\n\nThis link is yours, for this plan only, until ${until}. Opening it commits you to nothing.\n`,
  },
  es: {
    subject: {
      asked: (title) => `Se solicita su acuerdo: ${title}`,
      reminded: (title) => `Seguimos esperando su acuerdo: ${title}`,
    },
    text: ({ project, requester, title, window, consequence, price, link, until }) =>
      `Buenos días:\n\n${requester} solicita su acuerdo para una intervención en ${project}.\n\n${title}\nCuándo: ${window}\nConsecuencia: ${consequence}\nPrecio: ${price}\n\nEl plan completo está aquí, y se responde con un botón:\n\n${link}\n\nEste enlace es suyo, solo para este plan, hasta el ${until}. Abrirlo no compromete a nada.\n`,
  },
};

type NoticeKey = InterventionNotice | "rolledBack";

const NOTICES: Record<
  Locale,
  { subject: Record<NoticeKey, (title: string) => string>; body: Record<NoticeKey, string> }
> = {
  fr: {
    subject: {
      announced: (title) => `Intervention annoncée : ${title}`,
      reminder: (title) => `Intervention à venir : ${title}`,
      started: (title) => `Intervention commencée : ${title}`,
      ended: (title) => `Intervention terminée : ${title}`,
      rolledBack: (title) => `Intervention annulée en cours de route, retour à l’état d’avant : ${title}`,
    },
    body: {
      announced: "Une intervention est annoncée.",
      reminder: "Rappel : une intervention commence bientôt.",
      started: "L’intervention a commencé.",
      ended: "L’intervention est terminée.",
      rolledBack: "L’intervention n’a pas abouti ; tout est revenu à l’état d’avant.",
    },
  },
  en: {
    subject: {
      announced: (title) => `Work announced: ${title}`,
      reminder: (title) => `Work ahead: ${title}`,
      started: (title) => `Work has started: ${title}`,
      ended: (title) => `Work has ended: ${title}`,
      rolledBack: (title) => `Work was rolled back: ${title}`,
    },
    body: {
      announced: "Work is announced.",
      reminder: "A reminder: work starts soon.",
      started: "The work has started.",
      ended: "The work has ended.",
      rolledBack: "The work did not succeed; everything is back to what it was.",
    },
  },
  es: {
    subject: {
      announced: (title) => `Intervención anunciada: ${title}`,
      reminder: (title) => `Próxima intervención: ${title}`,
      started: (title) => `Intervención iniciada: ${title}`,
      ended: (title) => `Intervención terminada: ${title}`,
      rolledBack: (title) => `Intervención revertida: ${title}`,
    },
    body: {
      announced: "Se anuncia una intervención.",
      reminder: "Recordatorio: una intervención empieza pronto.",
      started: "La intervención ha empezado.",
      ended: "La intervención ha terminado.",
      rolledBack: "La intervención no ha tenido éxito; todo ha vuelto al estado anterior.",
    },
  },
};
