import { expect, test } from "vitest";

import { alreadyLetter, confirmLetter, newsLetter } from "#domain/status/letters.ts";
import { STATUS_WORDS } from "#domain/status/words.ts";
import { typographyFaultsOf } from "#tests/support/texts.ts";

const NEWS = {
  page: "POPGOM",
  incident: "Le paiement échoue",
  kind: "Point de situation",
  text: "Nous cherchons.",
  at: Date.UTC(2026, 9, 25, 0, 30),
  timeZone: "Europe/Paris",
  link: "https://etat.example/status/popgom#incident-1",
  unsubscribe: "https://etat.example/leave",
};

test("French letters have thin spaces, real apostrophes and real quotation marks", () => {
  const letters = [confirmLetter("fr", "POPGOM", "L", 7), alreadyLetter("fr", "POPGOM", "L"), newsLetter("fr", NEWS)];
  const { title, kinds } = STATUS_WORDS.fr;
  const words = [title.down("Commander"), title.degraded("Commander"), ...Object.values(kinds)];
  const texts = [...letters.flatMap(({ subject, text }) => [subject, text]), ...words];
  expect(texts.flatMap(typographyFaultsOf)).toEqual([]);
});

test("an hour is the project's, named, on the night in which clocks change too", () => {
  expect(newsLetter("fr", NEWS).text).toContain("dimanche 25 octobre 2026 à 02:30 (Europe/Paris)");
  expect(newsLetter("es", NEWS).text).toContain("domingo, 25 de octubre de 2026");
  expect(newsLetter("en", { ...NEWS, text: null }).text).toContain("Europe/Paris)\n\nhttps://etat.example");
});

test("a subject is never longer than the outbox keeps", () => {
  const { subject } = newsLetter("fr", { ...NEWS, page: "p".repeat(120), incident: "i".repeat(600) });
  expect(subject).toHaveLength(300);
});
