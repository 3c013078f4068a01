import { answerOfThread } from "#domain/threads/bounded.server.ts";

import { JUDGED_HEADERS, MAIL_LIMITS, type MailRefusal, type ParsedMail } from "./parsed.ts";

type Answer = { readonly mail: ParsedMail } | { readonly refused: MailRefusal };
export type MailLimits = { readonly [Name in keyof typeof MAIL_LIMITS]: number };

/**
 * Parses a mail in a thread with bounds of time and memory. Never throws: a thread that has to be ended, or that ends by
 * itself, is a refusal. Copies the bytes, so that the caller keeps them.
 */
export async function parseMail(source: Uint8Array, limits: MailLimits = MAIL_LIMITS): Promise<Answer> {
  if (source.byteLength > limits.bytes) return { refused: "tooBig" };
  const bytes = new Uint8Array(source);
  const script = new URL("./parse-worker.mjs", import.meta.url);
  const given = { data: { bytes, limits, judged: JUDGED_HEADERS }, transfer: [bytes.buffer] };
  return answerOfThread<Answer>(script, given, { megabytes: limits.parseMegabytes, ms: limits.parseMs });
}
