import { z } from "zod";

import { type ApiProblem, problem } from "./answer.ts";
import type { ProblemPlace } from "./problem.ts";

/** As many are named as help; who sends more wrong ones tries things out. */
const MOST_PLACES = 20;

/** The parameters of a query for its schema: those that are lists there become lists, also of one. */
export function queryRecord(search: string, schema: z.ZodObject | undefined): Record<string, unknown> {
  const given = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(search)) given.set(name, [...(given.get(name) ?? []), value]);
  const lists = listsOf(schema);
  // A name given twice where one is asked for stays a list, and is refused as such.
  return Object.fromEntries(
    [...given].map(([name, values]) => [name, lists.has(name) || values.length > 1 ? values : values[0]]),
  );
}

/** The 400 for what a schema did not take. `where` says how its places are named. */
export function refusalOf(error: z.ZodError, where: "query" | "header" | "body"): ApiProblem {
  const places = error.issues.flatMap((issue) => placesOf(issue, where)).slice(0, MOST_PLACES);
  const what = { query: "The query", header: "A header", body: "The body" }[where];
  return problem("invalid-request", `${what} is not as the document at /api/openapi.json says.`, places);
}

function placesOf(issue: z.core.$ZodIssue, where: "query" | "header" | "body"): ProblemPlace[] {
  if (issue.code !== "unrecognized_keys") return [placeOf(issue.path, issue.message, where)];
  const what = where === "body" ? "There is no such field." : "There is no such parameter.";
  return issue.keys.map((key) => placeOf([...issue.path, key], what, where));
}

function placeOf(path: readonly PropertyKey[], detail: string, where: "query" | "header" | "body"): ProblemPlace {
  const steps = path.map((step) => String(step).slice(0, 100));
  if (where !== "body") return { parameter: steps[0] ?? "query", detail };
  return { pointer: `#${steps.map((step) => `/${escaped(step)}`).join("")}`, detail };
}

/** RFC 6901, in a fragment. A lone surrogate has no encoding. */
function escaped(step: string): string {
  const pointer = step.replaceAll("~", "~0").replaceAll("/", "~1");
  return encodeURIComponent(pointer.replace(/\p{Cs}/gu, "\ufffd"));
}

const lists = new WeakMap<z.ZodObject, ReadonlySet<string>>();

function listsOf(schema: z.ZodObject | undefined): ReadonlySet<string> {
  if (!schema) return new Set();
  const known = lists.get(schema);
  if (known) return known;
  const found = new Set(Object.entries(schema.shape).flatMap(([name, field]) => (isList(field) ? [name] : [])));
  lists.set(schema, found);
  return found;
}

function isList(field: unknown): boolean {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault) return isList(field.unwrap());
  return field instanceof z.ZodArray;
}
