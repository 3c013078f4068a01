/** Under which terms the shop sells; what they say is what the code does. */
export const terms = {
  title: "Conditions générales de vente",
  lead: "Ces conditions sont celles d’une boutique de démonstration : POPGOM SAS est une société inventée, aucun contrat n’est conclu, aucun pneu n’est livré et aucun argent ne circule. Elles décrivent ce que la boutique fait vraiment de votre commande d’essai.",
  sections: [
    [
      "1. Objet",
      [
        "Ces conditions s’appliquent à toute commande de pneus passée par un particulier sur cette boutique, pour un montage dans l’un de nos centres partenaires en France ou en Espagne. Commander vaut acceptation : la case à cocher avant le paiement le rappelle.",
      ],
    ],
    [
      "2. Les pneus",
      [
        "Chaque fiche montre la dimension, les indices de charge et de vitesse, la saison et l’étiquette européenne : consommation, freinage sur sol mouillé, bruit extérieur. Vérifiez la dimension sur le flanc de vos pneus ou dans les documents du véhicule : elle décide de ce que le centre peut monter.",
        "Le stock affiché est celui du moment. Il est retiré au moment où vous commandez : si quelqu’un vous devance, votre panier vous dit combien de pneus il reste, et rien n’est commandé.",
      ],
    ],
    [
      "3. Les prix",
      [
        "Les prix sont en euros, toutes taxes comprises. La TVA est celle du pays de votre adresse : 20 % en France, 21 % en Espagne. Elle est calculée et arrondie ligne par ligne ; le récapitulatif montre le total hors taxes, la TVA et la somme à payer avant que vous ne commandiez.",
        "Le montage, l’équilibrage et le recyclage de l’ancien pneu sont facturés au prix du centre, par pneu, et figurent dans le total. La livraison au centre est comprise.",
      ],
    ],
    [
      "4. La commande",
      [
        "Vous donnez vos coordonnées, choisissez un centre et un rendez-vous, relisez le tout, puis appuyez sur « Commander et payer ». Chaque étape peut être corrigée jusque-là.",
        "La commande porte un numéro, par exemple PG-7K2M-9QXA. Les pneus et le rendez-vous vous sont réservés pendant trente minutes ; sans paiement dans ce délai, la commande est annulée, les pneus retournent en stock et dans votre panier.",
      ],
    ],
    [
      "5. Le paiement",
      [
        "Le paiement se fait en une fois, à la commande, sur la page de notre prestataire. Dans cette démonstration, cette page est simulée : elle ne demande aucune carte et permet d’essayer un succès, un refus, une vérification 3-D Secure ou un abandon.",
        "Un paiement refusé peut être recommencé. Une somme reçue deux fois, ou trop tard pour que les pneus soient encore disponibles, vous est rendue en entier et nous vous l’écrivons.",
      ],
    ],
    [
      "6. La livraison et le rendez-vous",
      [
        "Les pneus sont livrés au centre choisi avant le rendez-vous, qui ne peut être pris avant le troisième jour. Si la livraison tarde, nous vous prévenons ; si notre fournisseur ne peut pas livrer, la commande vous est remboursée en entier.",
        "Si vous ne venez pas, la commande est close, les pneus restent à nous et la somme payée vous est rendue.",
      ],
    ],
    [
      "7. Changer d’avis",
      [
        "Vous disposez de quatorze jours à compter de la livraison au centre pour vous rétracter, sans motif, tant que les pneus ne sont pas montés : écrivez-nous votre numéro de commande. Nous vous remboursons tout ce que vous avez payé dans les quatorze jours.",
        "Avant l’expédition, une commande peut être annulée sans frais. Un pneu monté et roulé ne peut plus être rendu, sauf défaut.",
      ],
    ],
    [
      "8. Les garanties",
      [
        "Les pneus neufs bénéficient de la garantie légale de conformité : deux ans en France, trois ans en Espagne, à compter de la livraison. Vous pouvez demander la réparation ou le remplacement, et à défaut une baisse du prix ou la fin du contrat, sans avoir à prouver quand le défaut est apparu dans les deux premières années.",
        "En France, la garantie contre les vices cachés s’applique aussi, pendant deux ans à compter de leur découverte. Le centre répond de la qualité du montage.",
      ],
    ],
    [
      "9. Un désaccord",
      [
        "Écrivez d’abord à service@popgom.example. Sans réponse satisfaisante sous soixante jours, un consommateur peut saisir gratuitement un médiateur ; la société étant inventée, elle n’en a pas désigné.",
        "Le droit du pays où vous habitez vous protège toujours ; les tribunaux de ce pays restent compétents.",
      ],
    ],
    ["10. Vos données", ["Ce que nous gardons, pourquoi et combien de temps est écrit dans les mentions légales."]],
  ] as [title: string, paragraphs: string[]][],
};
