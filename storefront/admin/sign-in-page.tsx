import { owner } from "../words/fr/owner.ts";
import { ownerPath } from "./paths.ts";

interface SignInPageProps {
  readonly trouble?: string;
  /** The page that was asked for. */
  readonly back?: string;
}

export function SignInPage({ trouble, back }: SignInPageProps) {
  return (
    <section className="owner-sign-in">
      <h1>{owner.signIn}</h1>
      <p>{owner.signInLead}</p>
      {trouble && (
        <p role="alert" className="owner-trouble">
          {trouble}
        </p>
      )}
      <form method="post" action={ownerPath("home")}>
        {back && <input type="hidden" name="back" value={back} />}
        <label>
          <span>{owner.password}</span>
          <input type="password" name="password" autoComplete="current-password" required />
        </label>
        <button type="submit">{owner.enter}</button>
      </form>
    </section>
  );
}
