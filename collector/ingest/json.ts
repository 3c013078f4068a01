import type { ZodError } from "zod";

import { type Answer, refusal } from "../http/answers.ts";

/** Nothing that is sent to us nests deeper. */
const MAX_DEPTH = 64;
/** Three bytes on the wire become an object that is looked at field by field: 1.4 million of them took 8 s. */
const MAX_OBJECTS = 100_000;
/** What is shorter may nest as it likes: it becomes nothing large. */
const LOOKED_AT_FROM_BYTES = 65_536;

/** Parses a body as JSON; never throws. What nests like a bomb, or holds too much, is refused before it is parsed. */
export function parseJson(body: Buffer): { value: unknown } | { refused: Answer } {
  const bomb = body.length < LOOKED_AT_FROM_BYTES ? undefined : bombIn(body);
  if (bomb === "deep") return { refused: refusal(400, "malformed", "The body nests too deep.", { path: "$" }) };
  if (bomb === "many") {
    const message = `The body holds more than ${MAX_OBJECTS} objects. Send half.`;
    return { refused: refusal(413, "too_large", message, { path: "$" }) };
  }
  try {
    return { value: JSON.parse(body.toString("utf8")) };
  } catch {
    return { refused: refusal(400, "malformed", "The body is not JSON.", { path: "$" }) };
  }
}

/** Whether more brackets are open at some byte than may be, or more objects begin; those within texts left aside. */
function bombIn(body: Buffer): "deep" | "many" | undefined {
  let depth = 0;
  let objects = 0;
  let isText = false;
  for (let index = 0; index < body.length; index += 1) {
    const byte = body[index];
    if (isText) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === BRACKET || byte === BRACE) {
      depth += 1;
      if (depth > MAX_DEPTH) return "deep";
      if (byte === BRACE) objects += 1;
      if (objects > MAX_OBJECTS) return "many";
    } else if (byte === BRACKET_END || byte === BRACE_END) depth -= 1;
  }
  return undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const BRACE = 0x7b;
const BRACE_END = 0x7d;

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
