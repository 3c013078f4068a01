import { distanceText } from "../centres/price.ts";
import type { ListedCentre } from "../centres/search.ts";
import { grossOf } from "../money/vat.ts";
import { pathOf } from "../paths.ts";
import { priceText } from "../words/figures.ts";
import { Frame, type StepProps } from "./frame.tsx";

interface CentreSearchProps extends StepProps {
  readonly query: string;
  /** Null where we know no such place. */
  readonly near: readonly ListedCentre[] | null;
  readonly problem?: string;
}

/** The second step while no centre is chosen: the nearest ones to choose from. */
export function CentreSearch({ query, near, problem, ...shared }: CentreSearchProps) {
  const { language, words, progress } = shared;
  const address = pathOf("checkoutCentre", language);
  const chosen = progress.contents.centre?.id;
  return (
    <Frame {...shared} step="checkoutCentre" problem={problem}>
      <h2>{words.basket.chooseCentre}</h2>
      <form className="centre-query" action={address} method="get">
        <label>
          <span>{words.centres.query}</span>
          <input type="search" name="q" defaultValue={query} maxLength={80} required />
        </label>
        <button type="submit" className="quiet">
          {words.centres.find}
        </button>
      </form>
      {near === null || near.length === 0 ? (
        <p className="told" role="status">
          {words.centres.unknown(query)}
        </p>
      ) : (
        <form action={address} method="post">
          <fieldset className="near-centres">
            <legend>{words.centres.near(query)}</legend>
            {near.map(({ centre, km = 0 }, index) => (
              <label key={centre.id}>
                <input
                  type="radio"
                  name="centre"
                  value={centre.slug}
                  defaultChecked={chosen === undefined ? index === 0 : centre.id === chosen}
                />
                <b>{centre.name}</b> <em>{words.centres.away(distanceText(km, language))}</em>
                <span>
                  {centre.address}, {centre.postcode} {centre.town}
                </span>
                <span>
                  {words.centres.fitting} {priceText(grossOf(centre.fittingCents, progress.contents.country), language)}
                </span>
              </label>
            ))}
          </fieldset>
          <button type="submit">{words.centres.choose}</button>
        </form>
      )}
      <p className="checkout-lead">
        <a href={pathOf("centres", language)}>{words.checkout.allCentres}</a>
      </p>
    </Frame>
  );
}
