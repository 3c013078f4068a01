import { z } from "zod";

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 128;

/** A password that somebody chooses: long, and nothing else asked of it. */
export const newPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, "identity:problems.passwordTooShort")
  .max(MAX_PASSWORD_LENGTH, "identity:problems.passwordTooLong");
