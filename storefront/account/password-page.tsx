import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";
import { SHORTEST } from "./passwords.ts";

interface PasswordPageProps {
  /** Whose password; null where the link may not be used any more. */
  readonly email: string | null;
  /** Of the link. */
  readonly linkKey: string;
  readonly problem?: string;
  readonly language: Language;
  readonly words: Words["account"];
}

/** Where the link of a mail leads. */
export function PasswordPage({ email, linkKey, problem, language, words }: PasswordPageProps) {
  if (email === null) {
    return (
      <section className="notice">
        <h1>{words.staleTitle}</h1>
        <p>{words.stale}</p>
        <a className="button" href={pathOf("account", language)}>
          {words.again}
        </a>
      </section>
    );
  }
  return (
    <div className="account">
      <h1>{words.choose}</h1>
      <p id="password-lead">{words.chooseLead(email)}</p>
      {problem && (
        <p className="told told-problem" role="alert">
          {problem}
        </p>
      )}
      <form className="account-form" action={pathOf("accountPassword", language)} method="post">
        <input type="hidden" name="key" value={linkKey} />
        <label>
          <span>{words.password}</span>
          <input
            name="password"
            type="password"
            required
            minLength={SHORTEST}
            maxLength={200}
            autoComplete="new-password"
            aria-describedby="password-lead"
          />
        </label>
        <button type="submit">{words.keep}</button>
      </form>
    </div>
  );
}
