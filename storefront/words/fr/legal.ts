/** Who runs the shop, and what it keeps of whom. */
export const legal = {
  title: "Mentions légales",
  lead: "POPGOM est une boutique de démonstration. La société décrite ici est inventée : elle n’est inscrite à aucun registre, ne vend rien et n’encaisse rien. Ses textes sont écrits comme ceux d’une vraie boutique, pour que la démonstration soit complète.",
  sections: [
    [
      "Éditeur",
      [
        "POPGOM SAS, société par actions simplifiée au capital de 80 000 €, société fictive.",
        "Siège : 14 quai des Roues, 44000 Nantes, France (adresse fictive). Numéro d’identification et numéro de TVA : aucun, la société n’existe pas.",
        "Directrice de la publication : Hélène Maréchal, personnage fictif.",
      ],
    ],
    [
      "Nous joindre",
      [
        "Par téléphone au 01 99 00 12 34, du lundi au samedi, de 8 h à 19 h : ce numéro est de ceux que l’Arcep réserve aux fictions, personne n’y répond.",
        "Par e-mail à service@popgom.example : le domaine .example n’existe pas, aucun message n’y arrive.",
      ],
    ],
    [
      "Hébergement",
      [
        "La boutique, sa base de données et ses sauvegardes sont hébergées par l’exploitant de la démonstration, sur la machine où elle tourne. Aucun service extérieur n’est appelé par ses pages : ni police, ni image, ni carte, ni mesure d’audience.",
      ],
    ],
    [
      "Vos données",
      [
        "Nous gardons ce que vous écrivez pour commander : nom, adresse, e-mail, téléphone, centre et rendez-vous. Ces données servent à préparer la commande, à vous écrire à son sujet et à monter vos pneus. Elles ne sont ni vendues ni prêtées ; le centre choisi reçoit ce qu’il lui faut pour le rendez-vous.",
        "Un panier et l’adresse qu’il contient sont effacés après soixante jours sans visite. Une commande est conservée dix ans, comme une pièce comptable ; dans cette démonstration, elle disparaît avec la base de données.",
        "Vous pouvez demander à lire, corriger ou effacer vos données, vous opposer à leur emploi ou en recevoir une copie : écrivez au service ci-dessus. Dans une vraie boutique, une réclamation pourrait être adressée à la CNIL (France) ou à l’AEPD (Espagne).",
      ],
    ],
    [
      "Cookies",
      [
        "Quatre cookies au plus, tous nécessaires, aucun pour la publicité : « basket » reconnaît votre panier pendant soixante jours ; « visit » compte une visite, sans rien dire de vous, pendant une demi-heure ; « order » vous laisse relire votre commande pendant une heure ; « customer » garde votre session ouverte douze heures si vous vous connectez à votre compte.",
        "Comme ils sont nécessaires, ils ne demandent pas d’accord. Sans eux, le catalogue se lit, mais le panier ne se remplit pas.",
      ],
    ],
    [
      "Propriété",
      [
        "Les marques, les modèles de pneus, les notes de leurs étiquettes, les prix et les centres de montage sont engendrés par une règle écrite : toute ressemblance avec un produit ou un garage existant est fortuite. Les dimensions et les indices suivent les usages du métier.",
      ],
    ],
    [
      "Accessibilité",
      [
        "Les pages sont vérifiées avec un outil automatique et doivent se lire au clavier, avec un lecteur d’écran et sans JavaScript. Une difficulté est une erreur : signalez-la-nous.",
      ],
    ],
  ] as [title: string, paragraphs: string[]][],
};
