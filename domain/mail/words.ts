interface MailWords {
  readonly noSubject: string;
  readonly noText: string;
}

const WORDS: Record<"fr" | "en" | "es", MailWords> = {
  fr: { noSubject: "Sans objet", noText: "(message sans texte)" },
  en: { noSubject: "No subject", noText: "(message without text)" },
  es: { noSubject: "Sin asunto", noText: "(mensaje sin texto)" },
};

/** What stands in a ticket for what its mail left out, in its sender's language; French where that is not known. */
export function mailWords(locale: string | null): MailWords {
  return WORDS[locale === "en" || locale === "es" ? locale : "fr"];
}
