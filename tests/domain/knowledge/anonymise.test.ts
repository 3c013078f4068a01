import { expect, test } from "vitest";

import { anonymise } from "#domain/knowledge/anonymise.ts";
import { draftOfTicket } from "#domain/knowledge/ticket-draft.ts";

const KNOWN = {
  clients: ["Tyredating", "POPGOM"],
  people: ["Inès Valdor", "Claire Aubrac", "Anne de la Tour"],
  hosts: ["db-1", "web-1"],
};
const BY = {
  client: "[client]",
  person: "[personne]",
  email: "[mail]",
  telephone: "[téléphone]",
  host: "[machine]",
  address: "[adresse]",
  order: "[commande]",
};

test.each([
  [
    "names of the client",
    "POPGOM ralentit, popgom_prod aussi. Tyredating’s",
    "[client] ralentit, [client]_prod aussi. [client]’s",
  ],
  [
    "a name without its accents, and each of its words",
    "Ines Valdor, puis INÈS et Valdor",
    "[personne], puis [personne] et [personne]",
  ],
  [
    "a first name that is also a word only where it is a name",
    "Claire dit que c’est claire, @claire",
    "[personne] dit que c’est claire, @[personne]",
  ],
  ["nothing for the small words of a name", "Anne de la Tour parle de la base", "[personne] parle de la base"],
  [
    "a greeting and a signature of somebody unknown",
    "Bonjour Sylvain,\nvoilà.\nCordialement,\nBéatrice Le Goff",
    "Bonjour [personne],\nvoilà.\nCordialement,\n[personne]",
  ],
  ["a title", "Mme Durand et M. Petit ont appelé", "Mme [personne] et M. [personne] ont appelé"],
  ["no one in a plain greeting", "Bonjour Madame, merci beaucoup", "Bonjour Madame, merci beaucoup"],
  ["mail addresses", "écrire à ines.valdor+x@popgom.test.", "écrire à [mail]."],
  [
    "telephone numbers",
    "01 99 00 51 02, 0033 1 99 00 51 02, +34 612 345 678, 612 34 56 78",
    "[téléphone], [téléphone], [téléphone], [téléphone]",
  ],
  [
    "no date, price, size or time",
    "le 24/11/2026 à 14:32:07, 2 100 000 lignes, 1 249,90 €, 12 Go, version 5.11.2",
    "le 24/11/2026 à 14:32:07, 2 100 000 lignes, 1 249,90 €, 12 Go, version 5.11.2",
  ],
  [
    "machines and names in the net",
    "db-1 et db-1.popgom.fr:3306, sur web-10 ; voir www.popgom.com/panier.",
    "[machine] et [machine], sur web-10 ; voir [machine].",
  ],
  ["no file", "index.html, node.js et config.php", "index.html, node.js et config.php"],
  ["web addresses", "(https://popgom.test/commande?id=12)", "([machine])"],
  [
    "network addresses",
    "10.20.4.31, 10.20.4.0/24, 192.0.2.7:8080, fe80::1, 2001:db8::8a2e:370:7334, 00:1a:2b:3c:4d:5e",
    "[adresse], [adresse], [adresse], [adresse], [adresse], [adresse]",
  ],
  ["no number that is too great for an address", "999.1.1.1", "999.1.1.1"],
  [
    "order numbers",
    "PG-7K2M-9QXA et pg7k2m9qxa ; commande n° 2026-11842, order #A1234",
    "[commande] et [commande] ; commande n° [commande], order #[commande]",
  ],
  [
    "no word behind an order",
    "la commande reste bloquée, les commandes payées",
    "la commande reste bloquée, les commandes payées",
  ],
])("an article made from a ticket loses %s", (_sentence, text, expected) => {
  expect(anonymise(text, KNOWN, BY).text).toBe(expected);
});

test("what was removed is told, the commonest first", () => {
  expect(anonymise("popgom, POPGOM et Claire", KNOWN, BY).removed).toEqual([
    { kind: "client", text: "popgom", count: 2 },
    { kind: "person", text: "Claire", count: 1 },
  ]);
});

test("a text made to take long is read at once", () => {
  const hostile = ["a.".repeat(30_000), "1 ".repeat(30_000), ":".repeat(60_000), "commande ".repeat(7_000)].join("\n");
  expect(anonymise(hostile, KNOWN, BY).removed.length).toBeLessThan(10_000);
});

test("a draft begins with the problem and ends with the solution; what lies between keeps its order", () => {
  const draft = draftOfTicket(
    {
      subject: "POPGOM : recherche lente",
      entries: [
        { kind: "message", side: "client", isPublic: true, text: "Rien ne vient. Inès" },
        { kind: "change", side: "staff", isPublic: true, text: "" },
        { kind: "note", side: "staff", isPublic: false, text: "Index perdu sur db-1" },
        { kind: "message", side: "staff", isPublic: true, text: "Index recréé." },
      ],
    },
    KNOWN,
    { ...BY, problem: "Problème", done: "Fait", solution: "Solution", check: "À compléter." },
  );
  expect(draft.title).toBe("[client] : recherche lente");
  expect(draft.text).toBe(
    "## Problème\n\nRien ne vient. [personne]\n\n## Fait\n\nIndex perdu sur [machine]\n\n## Solution\n\nIndex recréé.\n\n> À compléter.",
  );
  expect(draft.removed.map(({ kind }) => kind)).toEqual(["client", "person", "host"]);
});
