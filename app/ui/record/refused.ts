/** What a refused form gets back from its action. */
export interface RefusedRecord {
  readonly intent: string;
  /** Field to locale key; "form" for what concerns no single field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, readonly string[]>>;
  /** Who wrote the row in between, and when (ISO). */
  readonly last: { readonly actorName: string; readonly at: string } | null;
}

/** Values that a form sends besides its fields: which row it is about, and the version that was read. */
export type Hidden = Readonly<Record<string, string | number>>;

/** The refusal, if it is of this very form: several forms of a page may share an intent, each for a row of its own. */
export function refusalOf(refused: unknown, intent: string, hidden: Hidden = {}): RefusedRecord | null {
  if (!isRefused(refused) || refused.intent !== intent) return null;
  const isSameRow = Object.entries(hidden).every(
    ([name, value]) => name === "version" || refused.typed[name]?.at(-1) === String(value),
  );
  return isSameRow ? refused : null;
}

/** Whether an action answered with a refusal, of whichever form. */
export function isRefused(value: unknown): value is RefusedRecord {
  return typeof value === "object" && value !== null && "problems" in value && "typed" in value;
}
