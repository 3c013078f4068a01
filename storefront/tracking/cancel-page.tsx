import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";

interface CancelPageProps {
  readonly number: string;
  readonly isTooLate: boolean;
  readonly language: Language;
  readonly words: Words["orders"];
}

/** Asks once more before an order is cancelled. */
export function CancelPage({ number, isTooLate, language, words }: CancelPageProps) {
  return (
    <section className="track">
      <h1>{words.cancelTitle(number)}</h1>
      <p>{isTooLate ? words.tooLate : words.cancelLead}</p>
      <div className="order-actions">
        {!isTooLate && (
          <form action={pathOf("cancellation", language)} method="post">
            <button type="submit">{words.cancelConfirm}</button>
          </form>
        )}
        <a className="button outline" href={pathOf("tracking", language)}>
          {words.keep}
        </a>
      </div>
    </section>
  );
}
