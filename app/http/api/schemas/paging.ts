import { z } from "zod";

export const MOST_ON_A_PAGE = 200;

/** Numbers of a query are digits, and nothing that only looks like a number to JavaScript. */
export function numberParameter(least: number, most: number, usual: number, description: string) {
  return z
    .string()
    .regex(/^\d{1,9}$/, "A whole number, in digits.")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `From ${least} to ${most}.`)
    .default(usual)
    .meta({
      description,
      example: usual,
      override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
        delete jsonSchema.pattern;
        Object.assign(jsonSchema, { type: "integer", minimum: least, maximum: most, default: usual });
      },
    });
}

export const limitParameter = numberParameter(1, MOST_ON_A_PAGE, 100, "How many at most.");

export const cursorParameter = z
  .string()
  .max(300)
  .optional()
  .meta({ description: "`next` of the page before; nothing for the first page.", example: "d2ViLTE" });

export const next = z
  .string()
  .nullable()
  .meta({ description: "`cursor` of the next page; null on the last.", example: null });

/** A list in pages. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ data: z.array(item), next });
}

/** Opaque to whoever gets it. */
export function cursorOf(position: string): string {
  return Buffer.from(position).toString("base64url");
}

export function positionOf(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString();
}

/** The page after a name, of things that are ordered by it. */
export function pageByName<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): { items: Item[]; next: string | null } {
  const after = cursor === undefined ? undefined : positionOf(cursor);
  const ordered = [...items].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  const rest = after === undefined ? ordered : ordered.filter((item) => nameOf(item) > after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { items: page, next: last !== undefined && rest.length > limit ? cursorOf(nameOf(last)) : null };
}
