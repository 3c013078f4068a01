import { z } from "zod";

import { instantOf } from "#domain/metrics/wall-time.ts";

/*
 * What the fields of administration's forms may hold. Each check gives its sentence as a locale key. An empty optional
 * field is null, so that the row says "nothing" in one way only.
 */

export const GIB = 2 ** 30;
const MEGABIT = 1_000_000;

/** A line of text that must be there. */
export function line(longest: number) {
  return z
    .string("admin:problems.missing")
    .trim()
    .min(1, "admin:problems.missing")
    .max(longest, "admin:problems.tooLong")
    .regex(/^[^\p{Cc}]*$/u, "admin:problems.oneLine");
}

/** A line of text that may be left empty. */
export function optionalLine(longest: number) {
  return z
    .string()
    .trim()
    .max(longest, "admin:problems.tooLong")
    .regex(/^[^\p{Cc}]*$/u, "admin:problems.oneLine")
    .default("");
}

/** The same, null when empty. */
export function lineOrNull(longest: number) {
  return optionalLine(longest).transform((text) => text || null);
}

/** Text of several lines that must be there. */
export function paragraph(longest: number) {
  return z
    .string("admin:problems.missing")
    .trim()
    .min(1, "admin:problems.missing")
    .max(longest, "admin:problems.tooLong");
}

/** Text of several lines, null when empty. */
export function paragraphOrNull(longest: number) {
  return z
    .string()
    .trim()
    .max(longest, "admin:problems.tooLong")
    .default("")
    .transform((text) => text || null);
}

export const email = z
  .string("admin:problems.missing")
  .trim()
  .toLowerCase()
  .max(190, "admin:problems.tooLong")
  .pipe(z.email("admin:problems.badEmail"));

export const emailOrNull = z
  .union([z.literal("").transform(() => null), email], "admin:problems.badEmail")
  .default(null);

/** Digits and what people write between them; the number itself is for people, not for machines. */
export const telephoneOrNull = optionalLine(40)
  .refine((text) => text === "" || /^\+?[\d .()/-]{3,}$/.test(text), "admin:problems.badTelephone")
  .transform((text) => text || null);

/** The version of the row that the editor read. */
export const version = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);

/** The id of a row, out of a hidden field or a list. */
export const rowId = z.coerce
  .number("admin:problems.choose")
  .int("admin:problems.choose")
  .min(1, "admin:problems.choose")
  .max(2 ** 31 - 1);

/** Null where the list's empty choice is taken. */
export const rowIdOrNull = z.union([z.literal("").transform(() => null), rowId]);

/** The id of a user, null where the list's empty choice is taken. */
export const userIdOrNull = z
  .string()
  .trim()
  .max(36)
  .default("")
  .transform((id) => id || null);

/** A wall time on the project's clock, as `datetime-local` writes it, to the instant that it names. */
export function instantOn(timeZone: string) {
  return z.string("admin:problems.missing").transform((text, context) => {
    const at = instantOf(text.trim(), timeZone);
    if (at !== undefined) return new Date(at);
    const message = text.trim() === "" ? "admin:problems.missing" : "marks:problems.badTime";
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}

/** YYYY-MM-DD, a day that exists, within a lifetime. */
export const day = z.iso
  .date("admin:problems.badDay")
  .refine((text) => text >= "2000-01-01" && text <= "2100-12-31", "admin:problems.badDay");

export function wholeNumber(least: number, most: number) {
  return decimal(least, most).refine(Number.isInteger, "admin:problems.whole");
}

/** A number as people type it: a comma or a point, blanks between thousands. */
export function decimal(least: number, most: number) {
  return z
    .string("admin:problems.missing")
    .transform((text) => text.replaceAll(/[\s\u00a0\u202f]/g, "").replace(",", "."))
    .refine((text) => text !== "", "admin:problems.missing")
    .refine((text) => /^-?\d{1,15}(\.\d{1,6})?$/.test(text), "admin:problems.badNumber")
    .transform(Number)
    .refine((value) => value >= least && value <= most, "admin:problems.outOfRange");
}

/** The same, null when empty. */
export function decimalOrNull(least: number, most: number) {
  return z.union([
    z
      .string()
      .regex(/^\s*$/)
      .transform(() => null),
    decimal(least, most),
  ]);
}

/** Gibibytes typed, bytes kept, up to a pebibyte. */
export const gibibytes = decimal(0, 2 ** 20).transform((value) => Math.round(value * GIB));
export const gibibytesOrNull = decimalOrNull(0, 2 ** 20).transform((value) =>
  value === null ? null : Math.round(value * GIB),
);

/** Megabits a second typed, bits a second kept, up to a petabit. */
export const megabitsOrNull = decimalOrNull(0, 1e9).transform((value) =>
  value === null ? null : Math.round(value * MEGABIT),
);

/** Gigahertz with two decimals, as the column holds them. */
export const gigahertz = decimal(0, 1e6).transform((value) => Math.round(value * 100) / 100);
export const gigahertzOrNull = decimalOrNull(0, 1e6).transform((value) =>
  value === null ? null : Math.round(value * 100) / 100,
);

/** Words between commas, blanks or line ends, each once: tags, addresses. */
export function words(most: number, isWord: (word: string) => boolean, otherwise: string) {
  return z
    .string()
    .max(5_000, "admin:problems.tooLong")
    .default("")
    .transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))])
    .refine((list) => list.length <= most, "admin:problems.tooMany")
    .refine((list) => list.every(isWord), otherwise);
}
