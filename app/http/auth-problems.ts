import type { AuthAnswer } from "./auth-call.server.ts";

/** Locale key of the sentence for a refusal of better-auth. What is not listed is told as "try again". */
export function problemOfAuth({ code, status }: Pick<AuthAnswer, "code" | "status">): string {
  return `identity:problems.${SENTENCES[code] ?? (status === 429 ? "tooManyAttempts" : "notNow")}`;
}

const SENTENCES: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: "emailOrPassword",
  INVALID_EMAIL: "emailOrPassword",
  PASSWORD_TOO_SHORT: "passwordTooShort",
  PASSWORD_TOO_LONG: "passwordTooLong",
  INVALID_PASSWORD: "passwordWrong",
  FAILED_TO_CREATE_SESSION: "accountClosed",
  TOO_MANY_ATTEMPTS: "tooManyAttempts",
  TOO_MANY_REQUESTS: "tooManyAttempts",
  ACCOUNT_TEMPORARILY_LOCKED: "tooManyAttempts",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "signInAgain",
  INVALID_TWO_FACTOR_COOKIE: "signInAgain",
  INVALID_CODE: "codeWrong",
  INVALID_BACKUP_CODE: "codeWrong",
  INVALID_TOKEN: "linkExpired",
  TOTP_ALREADY_ENABLED: "twoFactorAlready",
};
