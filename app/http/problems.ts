import type { ZodError } from "zod";

/**
 * Field to locale key, for a form that was refused: the first problem of each field. Schemas give their sentences as keys
 * (`z.string().min(1, "identity:problems.nameMissing")`); a check without one becomes `common:problems.<code of Zod>`.
 */
export function problemsOf(error: ZodError): Record<string, string> {
  const problems = new Map<string, string>();
  for (const issue of error.issues) {
    const field = issue.path.map(String).join(".") || "form";
    const isKey = /^[a-z]+:[\w.]+$/i.test(issue.message);
    if (!problems.has(field)) problems.set(field, isKey ? issue.message : `common:problems.${issue.code}`);
  }
  return Object.fromEntries(problems);
}
