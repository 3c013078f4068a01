import { z } from "zod";

/** What a person is called: one line, because it stands in lists, mails and the audit. */
export const personName = z
  .string()
  .trim()
  .min(1, "identity:problems.nameMissing")
  .max(190, "identity:problems.nameTooLong")
  .regex(/^[^\p{Cc}]*$/u, "admin:problems.oneLine");
