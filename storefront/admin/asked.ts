/** A field of an address or a form as one line of text; empty where it is absent or was sent twice. */
export function textAsked(value: unknown, longest = 190): string {
  return typeof value === "string"
    ? value
        .replace(/\p{Cc}+/gu, " ")
        .trim()
        .slice(0, longest)
    : "";
}

/** A page's number: 1 for anything that is none. */
export function pageAsked(value: unknown): number {
  const page = Number(textAsked(value, 6));
  return Number.isInteger(page) && page >= 1 ? page : 1;
}

/** Each value of a field that may be sent several times, as tick boxes are. */
export function allAsked(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.map((one) => textAsked(one)).filter((text) => text !== "");
}

/** The whole number that was typed; undefined where it is none. */
export function wholeNumberAsked(value: unknown): number | undefined {
  const text = textAsked(value, 12);
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** What stands literally in a search with LIKE. */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
