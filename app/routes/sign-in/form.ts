import { z } from "zod";

export const SignInForm = z.object({
  email: z.string().trim().min(1, "identity:problems.emailMissing").max(190, "identity:problems.emailOrPassword"),
  password: z.string().min(1, "identity:problems.passwordMissing").max(500, "identity:problems.emailOrPassword"),
  to: z.string().optional(),
});
