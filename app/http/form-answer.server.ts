import { json } from "@remix-run/node";

import { safePath } from "./safe-redirect.ts";

/** What a refused form gets back: sentences by field, all that was typed, and who was first, where somebody was. */
export interface RefusedForm {
  readonly intent: string;
  /** Field to locale key; "form" for what concerns no single field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, readonly string[]>>;
  readonly last: { readonly actorName: string; readonly at: string } | null;
}

interface Refusal {
  readonly refused: string;
  readonly last?: { readonly actorName: string; readonly at: Date } | null;
}

/** 400 for a form that cannot be read, 422 for one that was understood and refused. */
export function refuseForm(form: FormData, problems: Record<string, string>, status: 400 | 422) {
  return answer(form, problems, null, status);
}

/** The answer to a command's refusal: `fields` names the field that each refusal is about, else it is the form's. */
export function refuseCommand(form: FormData, refusal: Refusal, fields: Record<string, string> = {}) {
  const field = fields[refusal.refused] ?? "form";
  const last = refusal.last ? { actorName: refusal.last.actorName, at: refusal.last.at.toISOString() } : null;
  return answer(form, { [field]: `admin:refused.${refusal.refused}` }, last, 422);
}

/** The answer while the database is away: nothing was saved, all that was typed is kept. */
export function notSaved(form: FormData) {
  return answer(form, { form: "ui:away.notSaved" }, null, 503);
}

/** The fields of a form for Zod: a field named in `lists` becomes an array, of the others the last value counts. */
export function fieldsOf(form: FormData, lists: readonly string[] = []): Record<string, unknown> {
  const texts = [...form].filter(([, value]) => typeof value === "string");
  const chosen = lists.map((name) => [name, form.getAll(name).filter((value) => typeof value === "string")] as const);
  return Object.fromEntries<unknown>([...texts, ...chosen]);
}

/** Which of the page's forms was sent. */
export function intentOf(form: FormData): string {
  const intent = form.get("intent");
  return typeof intent === "string" ? intent : "";
}

/** The page itself again, with a word about what was done: `?done=renamed`. */
export function donePath(path: string, done: string): string {
  const safe = safePath(path);
  return `${safe}${safe.includes("?") ? "&" : "?"}done=${done}`;
}

function answer(form: FormData, problems: Record<string, string>, last: RefusedForm["last"], status: 400 | 422 | 503) {
  // A Map, because a field may have any name, "constructor" too.
  const typed = new Map<string, string[]>();
  for (const [name, value] of form) if (typeof value === "string") typed.set(name, [...(typed.get(name) ?? []), value]);
  const refused: RefusedForm = { intent: intentOf(form), problems, typed: Object.fromEntries(typed), last };
  return json(refused, status);
}
