import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";

interface SearchPageProps {
  /** Why the last try found nothing, in words. */
  readonly problem?: string;
  /** As it was typed; the address is not shown again. */
  readonly number?: string;
  readonly language: Language;
  readonly words: Words;
}

/** Posted, so that the e-mail address stands in no URL and in no log. */
export function SearchPage({ problem, number, language, words: { orders, checkout } }: SearchPageProps) {
  return (
    <section className="track">
      <h1>{orders.trackTitle}</h1>
      <p id="track-lead">{orders.trackLead}</p>
      {problem && (
        <p className="told told-problem" role="alert">
          {problem}
        </p>
      )}
      <form className="track-form" action={pathOf("tracking", language)} method="post">
        <label>
          <span>{orders.numberField}</span>
          <input name="number" defaultValue={number} required autoComplete="off" maxLength={30} />
        </label>
        <label>
          <span>{checkout.fields.email}</span>
          <input name="email" type="email" required autoComplete="email" maxLength={190} />
        </label>
        <button type="submit">{orders.find}</button>
      </form>
    </section>
  );
}
