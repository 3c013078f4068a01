/** The mails of identity, in the reader's language. Text only: there is nothing to show that text cannot say. */
export type Locale = "fr" | "en" | "es";

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

export function asLocale(value: string | null | undefined): Locale {
  return value === "en" || value === "es" ? value : "fr";
}

export function invitationLetter(locale: Locale, link: string, days: number): Letter {
  return LETTERS[locale].invitation(link, days);
}

export function passwordResetLetter(locale: Locale, link: string): Letter {
  return LETTERS[locale].passwordReset(link);
}

export function passwordChangedLetter(locale: Locale): Letter {
  return LETTERS[locale].passwordChanged();
}

const LETTERS: Record<
  Locale,
  {
    invitation(link: string, days: number): Letter;
    passwordReset(link: string): Letter;
    passwordChanged(): Letter;
  }
> = {
  fr: {
    invitation: (link, days) => ({
      subject: "Votre accès à Timonerie",
      text: `Bonjour,\n\nUn accès à Timonerie, l’extranet de suivi de votre hébergement, vous est ouvert.\nChoisissez votre mot de passe ici ; le lien sert une fois et reste valable ${days} jours :\n\n${link}\n\nSi vous n’attendiez pas ce message, ignorez-le : rien ne sera créé.\n`,
    }),
    passwordReset: (link) => ({
      subject: "Choisir un nouveau mot de passe",
      text: `Bonjour,\n\nUn nouveau mot de passe a été demandé pour votre compte Timonerie.\nChoisissez-le ici ; le lien sert une fois et reste valable une heure :\n\n${link}\n\nSi vous n’avez rien demandé, ignorez ce message : votre mot de passe ne change pas.\n`,
    }),
    passwordChanged: () => ({
      subject: "Votre mot de passe a été changé",
      text: "Bonjour,\n\nLe mot de passe de votre compte Timonerie vient d’être changé, et vos autres sessions ont été fermées.\nSi ce n’était pas vous, demandez aussitôt un nouveau mot de passe et prévenez le support.\n",
    }),
  },
  en: {
    invitation: (link, days) => ({
      subject: "Your access to Timonerie",
      text: `Hello,\n\nYou have been given access to Timonerie, the extranet where you follow your hosting.\nChoose your password here; the link works once and stays valid for ${days} days:\n\n${link}\n\nIf you did not expect this message, ignore it: nothing will be created.\n`,
    }),
    passwordReset: (link) => ({
      subject: "Choose a new password",
      text: `Hello,\n\nA new password was asked for your Timonerie account.\nChoose it here; the link works once and stays valid for one hour:\n\n${link}\n\nIf you did not ask for it, ignore this message: your password stays as it is.\n`,
    }),
    passwordChanged: () => ({
      subject: "Your password has been changed",
      text: "Hello,\n\nThe password of your Timonerie account has just been changed, and your other sessions were closed.\nIf it was not you, ask for a new password at once and tell support.\n",
    }),
  },
  es: {
    invitation: (link, days) => ({
      subject: "Su acceso a Timonerie",
      text: `Buenos días:\n\nSe le ha abierto un acceso a Timonerie, la extranet de seguimiento de su alojamiento.\nElija su contraseña aquí; el enlace sirve una sola vez y es válido durante ${days} días:\n\n${link}\n\nSi no esperaba este mensaje, ignórelo: no se creará nada.\n`,
    }),
    passwordReset: (link) => ({
      subject: "Elegir una nueva contraseña",
      text: `Buenos días:\n\nSe ha pedido una nueva contraseña para su cuenta de Timonerie.\nElíjala aquí; el enlace sirve una sola vez y es válido durante una hora:\n\n${link}\n\nSi no la ha pedido usted, ignore este mensaje: su contraseña no cambia.\n`,
    }),
    passwordChanged: () => ({
      subject: "Su contraseña ha cambiado",
      text: "Buenos días:\n\nLa contraseña de su cuenta de Timonerie acaba de cambiar y sus demás sesiones se han cerrado.\nSi no ha sido usted, pida enseguida una nueva contraseña y avise al soporte.\n",
    }),
  },
};
