import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";

interface SignInPageProps {
  /** Why the last try came to nothing, in words. */
  readonly problem?: string;
  /** What just happened, in words. */
  readonly told?: string;
  /** As it was typed. */
  readonly email?: string;
  /** Where somebody came from who wants to go on ordering. */
  readonly next?: string;
  readonly language: Language;
  readonly words: Words["account"];
}

/** For who is not signed in: with a password, or by a mail to choose one. */
export function SignInPage({ problem, told, email, next, language, words }: SignInPageProps) {
  return (
    <div className="account">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {problem && (
        <p className="told told-problem" role="alert">
          {problem}
        </p>
      )}
      {told && (
        <p className="told" role="status">
          {told}
        </p>
      )}
      <div className="account-ways">
        <form className="account-form" action={pathOf("accountSignIn", language)} method="post">
          <h2>{words.signIn}</h2>
          {next && <input type="hidden" name="next" value={next} />}
          <label>
            <span>{words.email}</span>
            <input name="email" type="email" defaultValue={email} required autoComplete="username" maxLength={190} />
          </label>
          <label>
            <span>{words.password}</span>
            <input name="password" type="password" required autoComplete="current-password" maxLength={200} />
          </label>
          <button type="submit">{words.signIn}</button>
        </form>
        <form className="account-form" action={pathOf("accountLink", language)} method="post">
          <h2>{words.newTitle}</h2>
          <p>{words.newLead}</p>
          <label>
            <span>{words.email}</span>
            <input name="email" type="email" required autoComplete="email" maxLength={190} />
          </label>
          <button type="submit" className="outline">
            {words.send}
          </button>
        </form>
      </div>
    </div>
  );
}
