import { randomInt } from "node:crypto";

/** Without 0, O, 1, I and L, which are misread aloud and on paper. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** A new order's number, "PG-7K2M-9QXA": drawn, not counted, so that it tells neither how much we sell nor the next one. */
export function newOrderNumber(): string {
  const drawn = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return `PG-${drawn.slice(0, 4)}-${drawn.slice(4)}`;
}

/** An order's number as a shopper types it, with or without its dashes and capitals; null when it cannot be one. */
export function parseOrderNumber(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  const [, first, second] = /^PG([2-9A-HJKMNP-Z]{4})([2-9A-HJKMNP-Z]{4})$/.exec(letters) ?? [];
  return first && second ? `PG-${first}-${second}` : null;
}
