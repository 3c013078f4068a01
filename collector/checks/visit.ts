import type { Locator, Page, Response } from "playwright-core";

import { LookEnded } from "./result.ts";

/** What the journey types: a person who does not exist, at an address that takes no mail. */
const SHOPPER: Readonly<Record<string, string>> = {
  name: "Parcours de contrôle",
  email: "parcours@timonerie.test",
  phone: "0199004800",
  address: "1 rue du Contrôle",
  postcode: "75001",
  town: "Paris",
};

/** A page of the shop as the journey uses it: by the names of its fields and by its addresses. */
export class Visit {
  constructor(
    readonly page: Page,
    private readonly home: string,
  ) {}

  async open(path: string): Promise<void> {
    requireAnswer(await this.page.goto(new URL(path, this.home).href, { waitUntil: "domcontentloaded" }));
  }

  /** Fails by `reason` where the page has no such thing. */
  async require(selector: string, reason: string): Promise<Locator> {
    const found = this.page.locator(selector).first();
    if ((await found.count()) === 0) throw new LookEnded("failed", reason);
    return found;
  }

  /** Sends the form in which this stands, by its own button, and waits for the page that answers. */
  async send(button: Locator): Promise<void> {
    const [answer] = await Promise.all([
      this.page.waitForResponse(
        (response) => isDocument(response) && response.status() !== 303 && response.status() !== 302,
      ),
      button.click(),
    ]);
    requireAnswer(answer);
    await this.page.waitForLoadState("domcontentloaded");
  }

  /** Types what our shopper would into every field of the form that it knows, and takes the first choice of lists. */
  async fill(form: Locator): Promise<void> {
    for (const [name, value] of Object.entries(SHOPPER)) {
      const field = form.locator(`input[name="${name}"]:not([type=hidden]), textarea[name="${name}"]`);
      if ((await field.count()) > 0) await field.first().fill(value);
    }
    for (const box of await form.locator("input[type=checkbox][required]").all()) await box.check();
  }

  /** Chooses in a list or among round buttons; the first that can be chosen where no value is given. */
  async choose(form: Locator, name: string, value?: string): Promise<void> {
    const list = form.locator(`select[name="${name}"]`);
    if ((await list.count()) > 0) {
      const values = await list.first().locator("option:not([disabled])").evaluateAll(valuesOf);
      await list.first().selectOption(value ?? values.find((one) => one !== "") ?? "");
      return;
    }
    const wanted = value === undefined ? "" : `[value="${value}"]`;
    const round = form.locator(`input[type=radio][name="${name}"]${wanted}:not([disabled])`);
    // A shop may draw its own button over the browser's.
    if ((await round.count()) > 0) await round.first().check({ force: true });
  }
}

function valuesOf(options: Element[]): string[] {
  return options.map((option) => option.getAttribute("value") ?? "");
}

function isDocument(response: Response): boolean {
  return response.request().isNavigationRequest() && response.frame().parentFrame() === null;
}

function requireAnswer(response: Response | null): void {
  if (!response) throw new LookEnded("failed", "noAnswer");
  if (response.status() >= 400) throw new LookEnded("failed", "status");
}
