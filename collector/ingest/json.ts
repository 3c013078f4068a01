import type { ZodError } from "zod";

import { type Answer, refusal } from "../http/answers.ts";

/** Parses a body as JSON; never throws. */
export function parseJson(body: Buffer): { value: unknown } | { refused: Answer } {
  try {
    return { value: JSON.parse(body.toString("utf8")) };
  } catch {
    return { refused: refusal(400, "malformed", "The body is not JSON.", { path: "$" }) };
  }
}

/** The first problem of a body, with its JSON path and a sentence. */
export function refusalOf(error: ZodError): Answer {
  const issue = error.issues[0];
  const path = jsonPath(issue?.path ?? []);
  const reason = issue?.message.replace(/^Invalid input: /, "") ?? "is not what it should be";
  return refusal(400, "malformed", `${path}: ${reason}`.slice(0, 300), { path });
}

/** "$.facts[0].name". Names that are not plain words are quoted, and cut: they came from the sender. */
export function jsonPath(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    const name = String(step);
    return /^\w{1,60}$/.test(name) ? `.${name}` : `[${JSON.stringify(name.slice(0, 60))}]`;
  });
  return `$${steps.join("")}`.slice(0, 300);
}
