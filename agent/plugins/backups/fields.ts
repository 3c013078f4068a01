/** What a tool printed is read field by field: one that is not what it should be is unknown. */

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A whole number from 0. */
export function amountOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Epoch milliseconds of an instant with its zone, or in `zone` where it names none. */
export function instantOf(value: unknown, zone = ""): number | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(text);
  const at = Date.parse(hasZone ? text : text + zone);
  return Number.isFinite(at) && at > 0 ? at : undefined;
}

/** The JSON of a tool, or a sentence thrown. */
export function jsonOf(program: string, output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    throw new Error(`${program} printed no JSON`);
  }
}
