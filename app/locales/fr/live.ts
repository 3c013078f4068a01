export default {
  down: "Les mesures n’arrivent plus depuis {{when}}. Nous affichons les dernières reçues.",
  lost: "La connexion au serveur est coupée depuis {{when}}. Les chiffres datent d’avant ; nouvelle tentative en cours.",
  refused: "Le direct s’est arrêté : votre session est terminée ou vos droits ont changé.",
  reload: "Recharger la page",
  back: "Les mesures arrivent de nouveau.",
};
