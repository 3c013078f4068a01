import type { Centre } from "../db/schema/centres.ts";
import { type Language, pathOf } from "../paths.ts";
import { clockText, dayText } from "../words/instants.ts";
import type { Words } from "../words/words.ts";
import { Choose } from "./choose.tsx";
import { distanceKm } from "./distance.ts";
import { HoursTable } from "./hours-table.tsx";
import { CentreMap } from "./map/centre-map.tsx";
import { openingAt } from "./opening.ts";
import { OpeningWords } from "./opening-words.tsx";
import { distanceText, fittingPrice } from "./price.ts";
import { TOWNS } from "./towns.ts";

interface CentrePageProps {
  readonly centre: Centre;
  /** The nearest others, nearest first. */
  readonly others: readonly { readonly centre: Centre; readonly km: number }[];
  readonly slot: Date | undefined;
  readonly now: Date;
  readonly language: Language;
  readonly words: Words["centres"];
}

const MAP_KM = 30;
const MAP_TOWNS = 6;

export function CentrePage(props: CentrePageProps) {
  const { centre, others, slot, now, language, words } = props;
  return (
    <>
      <article className="centre">
        <div className="centre-main">
          <h1>{centre.name}</h1>
          <OpeningWords opening={openingAt(centre, now)} language={language} words={words} />
          <address>
            {centre.address}
            <br />
            {centre.postcode} {centre.town}, {words.country[centre.country]}
          </address>
          <p className="price">
            {fittingPrice(centre, 1, language)} <small>{words.fitting}</small>
          </p>
          <p className="centre-small">{words.fittingFour(fittingPrice(centre, 4, language))}</p>
          <p>
            {words.firstSlot} <b>{slot ? `${dayText(slot, language)}, ${clockText(slot, language)}` : words.noSlot}</b>
          </p>
          <Choose centre={centre} language={language} words={words} />
          <p className="centre-small">{words.chooseText}</p>
        </div>
        <HoursTable centre={centre} now={now} language={language} words={words} />
        <WhereItIs {...props} />
      </article>
      {others.length > 0 && (
        <section className="band">
          <h2>{words.others}</h2>
          <ul className="centre-others">
            {others.map((other) => (
              <li key={other.centre.id}>
                <a href={pathOf("centre", language, { slug: other.centre.slug })}>{other.centre.name}</a>{" "}
                <span>{words.away(distanceText(other.km, language))}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** A centre outside the towns we know, as the hidden one, has no map. */
function WhereItIs({ centre, language, words }: CentrePageProps) {
  const town = TOWNS.find(({ name, country }) => name === centre.town && country === centre.country);
  if (!town) return null;
  const told = words.mapOf(centre.name, distanceText(distanceKm(town, centre), language), town.name);
  return (
    <figure className="centres-map">
      <CentreMap
        pins={[{ position: centre, text: "" }]}
        place={town}
        leastKm={MAP_KM}
        mostTowns={MAP_TOWNS}
        label={told}
        scaleText={(kilometres) => `${kilometres}\u00a0km`}
      />
      <figcaption>{told}</figcaption>
    </figure>
  );
}
