import { expect, test } from "vitest";

import { fold } from "#domain/mail/quoted.ts";

const SAID = "Merci, c’est reparti.\n\nMarc";

test.each([
  ["Thunderbird in French", "Le 23/11/2026 à 14:32, Support a écrit :\n> Pouvez-vous vérifier ?\n> Merci"],
  ["Thunderbird with a no-break space", "Le 23/11/2026 à 14:32, Support a écrit\u00a0:\n\n> Pouvez-vous vérifier ?"],
  [
    "Gmail in French, wrapped",
    "Le lun. 23 nov. 2026 à 14:32, Support Timonerie <desk+812@timonerie.example>\na écrit :\n\n> Bonjour",
  ],
  ["Gmail in English", "On Mon, Nov 23, 2026 at 2:32 PM Support <desk@timonerie.example> wrote:\n\n> Hello"],
  ["Apple Mail in English", "On 23 Nov 2026, at 14:32, Support <desk@timonerie.example> wrote:\n\n> Hello"],
  [
    "Gmail in Spanish",
    "El lun, 23 nov 2026 a las 14:32, Soporte (<desk@timonerie.example>) escribió:\n\n> Buenos días",
  ],
  [
    "Outlook in French",
    "De : Support <desk@timonerie.example>\nEnvoyé : lundi 23 novembre 2026 14:32\nÀ : Marc\nObjet : Re: Panne\n\nBonjour,\nCordialement",
  ],
  [
    "Outlook in English",
    "From: Support\nSent: Monday, November 23, 2026 2:32 PM\nTo: Marc\nSubject: Re: Outage\n\nHello",
  ],
  [
    "Outlook in Spanish",
    "De: Soporte\nEnviado el: lunes, 23 de noviembre de 2026 14:32\nPara: Marc\nAsunto: RE: Avería\n\nHola",
  ],
  ["Outlook's rule", "________________________________\nDe : Support\n\nBonjour"],
  ["an original message", "-----Message d’origine-----\nDe : Support\n\nBonjour"],
  ["quotes without a word", "> Pouvez-vous vérifier ?\n>\n> Merci"],
  ["a signature", "-- \nMarc Delmas\nTyredating"],
])("a history by %s is folded", (_sentence, history) => {
  expect(fold(`${SAID}\n\n${history}\n`)).toEqual({ said: SAID, quoted: history });
});

test.each([
  ["without a history", "Bonjour,\n\nLe 3 mai nous avons écrit : rien ne va."],
  ["that answers point by point", "Le 23/11/2026 à 14:32, Support a écrit :\n> Un ?\nOui.\n> Deux ?\nNon."],
  ["that is all history", "> Pouvez-vous vérifier ?"],
  ["with an answer below the quotes", "Le 23/11/2026 à 14:32, Support a écrit :\n> Un ?\n\nOui, un."],
])("a mail %s stays whole", (_sentence, text) => {
  expect(fold(text)).toEqual({ said: text, quoted: "" });
});

test("line ends of other systems are ours", () => {
  expect(fold("Oui.\r\n\r\n> Un ?\r\n")).toEqual({ said: "Oui.", quoted: "> Un ?" });
});
