import { SEASONS } from "../db/schema/products.ts";
import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";
import { queryOf } from "./criteria.ts";
import { parseDimension, sizeText } from "./dimension.ts";
import { Finder } from "./finder.tsx";
import { keptPerShelf } from "./kept.ts";
import { tyresPrice } from "./price.ts";
import { ProductCard } from "./product-card.tsx";
import type { Item, Shelf } from "./shelf.ts";
import { Sidewall } from "./sidewall.tsx";

interface HomeProps {
  readonly shelf: Shelf;
  readonly language: Language;
  readonly words: Words["catalogue"];
}

const WANTED = [
  "205/55 R16",
  "195/65 R15",
  "185/65 R15",
  "225/45 R17",
  "195/55 R16",
  "215/60 R17",
  "225/40 R18",
  "235/55 R18",
];
const OFFERS = 4;

export function Home({ shelf, language, words }: HomeProps) {
  const results = pathOf("results", language);
  return (
    <>
      <section className="hero">
        <div className="hero-text">
          <h1>{words.hero}</h1>
          <p>{words.heroText}</p>
          <Finder shelf={shelf} chosen={{ width: 205, ratio: 55, diameter: 16 }} language={language} words={words} />
          <p className="wanted">
            <span>{words.wanted}</span>
            {WANTED.map((size) => (
              <a key={size} href={results + queryOf(parseDimension(size) ?? {})}>
                {size}
              </a>
            ))}
          </p>
        </div>
        <Sidewall />
      </section>
      <div className="ways">
        <VehicleForm shelf={shelf} language={language} words={words} />
        <form className="way" action={results} method="get">
          <h2>{words.byText}</h2>
          <label>
            <span>{words.textLabel}</span>
            <input name="q" type="search" placeholder={words.textHint} maxLength={120} />
          </label>
          <button type="submit">{words.search}</button>
        </form>
      </div>
      <section className="band">
        <h2>{words.seasonsTitle}</h2>
        <ul className="seasons">
          {SEASONS.map((season) => {
            const cheapest = cheapestBySeason(shelf).get(season);
            return (
              <li key={season} className={`season-tile season-tile-${season}`}>
                <a href={results + queryOf({ season })}>{words.season[season]}</a>
                <p>{words.seasonText[season]}</p>
                {cheapest && (
                  <p className="season-price">{words.fromPrice(tyresPrice(cheapest.priceCents, 1, language))}</p>
                )}
              </li>
            );
          })}
        </ul>
      </section>
      <section className="band">
        <h2>{words.offers}</h2>
        <ul className="cards">
          {offersOf(shelf).map((item) => (
            <ProductCard key={item.id} item={item} language={language} words={words} />
          ))}
        </ul>
      </section>
      <section className="band steps">
        <h2>{words.stepsTitle}</h2>
        <ol>
          {words.steps.map(([title, text]) => (
            <li key={title}>
              <h3>{title}</h3>
              <p>{text}</p>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function VehicleForm({ shelf, language, words }: HomeProps) {
  const makes = [...new Set(shelf.cars.map(({ make }) => make))].sort((one, other) => one.localeCompare(other));
  return (
    <form className="way" action={pathOf("results", language)} method="get">
      <h2>{words.byVehicle}</h2>
      <label>
        <span>{words.make}</span>
        <select name="make" required>
          {makes.map((make) => (
            <option key={make}>{make}</option>
          ))}
        </select>
      </label>
      <label>
        <span>
          {words.year} <small>({words.yearHint})</small>
        </span>
        <input name="year" inputMode="numeric" pattern="(19|20)[0-9]{2}" maxLength={4} placeholder="2021" />
      </label>
      <button type="submit">{words.findVehicle}</button>
    </form>
  );
}

function cheapestOf(items: readonly Item[]): Item[] {
  return items.filter(({ stock }) => stock >= 4).sort((one, other) => one.priceCents - other.priceCents);
}

const cheapestBySeason = keptPerShelf(
  ({ items }) =>
    new Map(SEASONS.map((season) => [season, cheapestOf(items.filter((item) => item.season === season))[0]])),
);

/** The cheapest set of each of the dimensions most asked for. */
const offersOf = keptPerShelf(({ items }) =>
  WANTED.flatMap((size) => cheapestOf(items.filter((item) => sizeText(item) === size)).slice(0, 1)).slice(0, OFFERS),
);
