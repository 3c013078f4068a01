interface MailedOrder {
  readonly name: string;
  readonly number: string;
  readonly lines: readonly string[];
  readonly total: string;
  readonly centre: string;
  readonly appointment: string;
}

export const mail = {
  confirmationSubject: (number: string) => `Votre commande ${number} est confirmée`,
  line: (what: string, price: string) => `${what}\u00a0: ${price}`,
  confirmation: ({ name, number, lines, total, centre, appointment }: MailedOrder) =>
    [
      `Bonjour ${name},`,
      `Merci : votre commande ${number} est payée et nous la préparons.`,
      lines.map((line) => `- ${line}`).join("\n"),
      `Total payé : ${total}`,
      `Montage : ${centre}\nRendez-vous : ${appointment}`,
      "Pour suivre votre commande, indiquez son numéro et votre adresse e-mail à la rubrique « Suivre ma commande ».",
      "L’équipe POPGOM",
    ].join("\n\n"),
  refundSubject: (number: string) => `Votre paiement pour la commande ${number} vous est rendu`,
  refund: (name: string, number: string, amount: string) =>
    [
      `Bonjour ${name},`,
      `Votre paiement de ${amount} pour la commande ${number} nous est parvenu, mais nous ne pouvons plus l’encaisser : la commande était déjà payée, ou ses pneus ou son rendez-vous ne sont plus disponibles.`,
      "Nous vous rendons la somme entière. Vous n’avez rien à faire.",
      "L’équipe POPGOM",
    ].join("\n\n"),
};
