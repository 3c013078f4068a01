import { expect, test } from "vitest";

import { askedWords, indexedWords, wordPatterns, wordQuestion } from "#domain/tickets/words.ts";

test.each([
  ["L’index de la base a sauté", "index base saute"],
  ["db-1 (10.20.4.31) : adresse IP", "db_ db_1 10_ 20_ 31_ 10_20_4_31 adresse ip_"],
  ["Cœur, CŒUR et naïveté", "coeur naivete"],
  ["facture_mai-2026.pdf", "facture mai 2026 pdf facture_mai_2026_pdf"],
  ["a".repeat(90), "a".repeat(60)],
])("%s is kept as %s, and kept again is the same", (text, words) => {
  expect(indexedWords([text])).toBe(words);
  expect(new Set(indexedWords([words]).split(" "))).toEqual(new Set(words.split(" ")));
});

test.each([
  ["l'index", "+index*"],
  ["L’INDEX de la base", "+index* +base*"],
  ["commandes bloquées", "+commande* +bloquee*"],
  ["db-1", "+db_1*"],
  ["ip", "+ip_"],
  ["com", "+com*"],
  ["l'index de", "+index*"],
  ['+pneu -hiver* "(dimension) ~a >b <c @4', "+pneu* +hiver* +dimension*"],
  ["marc@popgom.test", "+marc* +popgom* +test*"],
  ["!!! ' \" * + - ( )", null],
  ["", null],
])("%s asks %s", (typed, question) => {
  expect(wordQuestion(typed)).toBe(question);
});

test("a pattern finds what the index finds", () => {
  expect(wordPatterns(askedWords("ip db-1 pneus"))).toEqual(["% ip\\_ %", "% db\\_1%", "% pneu%"]);
});
