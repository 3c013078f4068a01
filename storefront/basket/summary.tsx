import type { Country } from "../db/schema/centres.ts";
import { VAT_PER_CENT } from "../money/vat.ts";
import type { Language } from "../paths.ts";
import { priceText } from "../words/figures.ts";
import type { Words } from "../words/words.ts";
import type { Contents } from "./contents.ts";

interface SummaryProps {
  readonly contents: Contents;
  readonly language: Language;
  readonly words: Words;
}

/** What is bought and what it comes to: each line with its VAT, then net, VAT and total. */
export function Summary({ contents: { lines, amounts, country }, language, words }: SummaryProps) {
  return (
    <>
      <h2>{words.checkout.summary}</h2>
      <ul className="summary-lines">
        {lines.map(({ productId, title, quantity, totalCents }) => (
          <li key={productId ?? "fitting"}>
            <span>
              {quantity} × {title}
            </span>
            <b>{priceText(totalCents, language)}</b>
          </li>
        ))}
      </ul>
      <Totals {...{ amounts, country, language }} words={words.basket} />
    </>
  );
}

function Totals({
  amounts: { netCents, vatCents, totalCents },
  country,
  language,
  words,
}: Pick<Contents, "amounts"> & { country: Country; language: Language; words: Words["basket"] }) {
  return (
    <dl className="totals">
      <div>
        <dt>{words.net}</dt>
        <dd>{priceText(netCents, language)}</dd>
      </div>
      <div>
        <dt>{words.vat(VAT_PER_CENT[country])}</dt>
        <dd>{priceText(vatCents, language)}</dd>
      </div>
      <div className="totals-pay">
        <dt>{words.toPay}</dt>
        <dd>{priceText(totalCents, language)}</dd>
      </div>
    </dl>
  );
}
