/** What stands between braces in a canned reply: {{requester}}, {{number}}… */
export const CANNED_VARIABLES = ["requester", "number", "subject", "project", "client", "assignee", "me"] as const;
export type CannedVariable = (typeof CANNED_VARIABLES)[number];

/** In characters. */
export const CANNED_LIMITS = { name: 120, text: 4_000 } as const;

export interface CannedReply {
  readonly id: number;
  readonly name: string;
  /** "fr", "en" or "es". */
  readonly locale: string;
  readonly text: string;
  readonly version: number;
}

/** The variables of a text that no ticket has. */
export function unknownVariables(text: string): string[] {
  const known: readonly string[] = CANNED_VARIABLES;
  return [...text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)]
    .map(([, name]) => name ?? "")
    .filter((name) => !known.includes(name));
}

/** A reply with what it knows of the ticket filled in; of what is unknown, nothing. Values are text, never filled again. */
export function filledReply(text: string, values: Readonly<Partial<Record<CannedVariable, string | null>>>): string {
  const known = new Map(Object.entries(values));
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) => known.get(name) ?? "");
}
