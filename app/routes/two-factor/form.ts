import { z } from "zod";

export const TwoFactorForm = z.object({
  // People type codes as they read them: "123 456".
  code: z
    .string()
    .transform((code) => code.replace(/\s/g, ""))
    .pipe(z.string().min(6, "identity:problems.codeWrong").max(20, "identity:problems.codeWrong")),
  with: z.enum(["app", "recovery"]).default("app"),
  to: z.string().optional(),
});
