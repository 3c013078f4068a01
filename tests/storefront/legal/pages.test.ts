import { expect, test } from "vitest";

import { KEPT_DAYS } from "#storefront/basket/cookie.ts";
import { PAY_WITHIN_MS } from "#storefront/orders/release.ts";
import { withShop } from "../support.ts";

test.each([
  ["/mentions-legales", "fr", "La société décrite ici est inventée"],
  ["/es/aviso-legal", "es", "La sociedad que aquí se describe es inventada"],
  ["/cgv", "fr", "aucun argent ne circule"],
  ["/es/condiciones", "es", "no circula dinero"],
])("%s says in its language (%s) that the shop is a demonstration", (path, language, sentence) =>
  withShop(async ({ url }) => {
    const page = await (await fetch(url + path)).text();

    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(sentence);
  }));

test("what the texts promise is what the shop does: sixty days for a basket, thirty minutes to pay", () =>
  withShop(async ({ url }) => {
    const [legal, terms] = await Promise.all(
      ["/mentions-legales", "/cgv"].map(async (path) => (await fetch(url + path)).text()),
    );

    expect([KEPT_DAYS, legal]).toEqual([60, expect.stringContaining("après soixante jours sans visite")]);
    expect([PAY_WITHIN_MS / 60_000, terms]).toEqual([30, expect.stringContaining("pendant trente minutes")]);
  }));
