/** Before and after of one field. */
export interface Change {
  readonly before: unknown;
  readonly after: unknown;
}

/** The fields of `after` whose value differs in `before`: what the audit keeps of an edit. Values compare as JSON. */
export function changesBetween(before: object, after: object): Record<string, Change> {
  const old = before as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(after)
      .filter(([field, value]) => JSON.stringify(old[field] ?? null) !== JSON.stringify(value ?? null))
      .map(([field, value]) => [field, { before: old[field] ?? null, after: value ?? null }]),
  );
}
