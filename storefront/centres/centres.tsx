import type { Centre } from "../db/schema/centres.ts";
import { type Language, pathOf } from "../paths.ts";
import { numberText } from "../words/figures.ts";
import type { Words } from "../words/words.ts";
import { CentreCard } from "./centre-card.tsx";
import { CentreFinder } from "./centre-finder.tsx";
import { CentresMap } from "./centres-map.tsx";
import { type CentreQuery, type CentresFound, queryOfCentres, REACH_KM } from "./search.ts";

export interface CentresProps {
  readonly all: readonly Centre[];
  readonly query: CentreQuery;
  readonly found: CentresFound;
  /** The first free appointment of each centre on the page, by its id. */
  readonly slots: ReadonlyMap<number, Date>;
  readonly title: string;
  readonly now: Date;
  readonly language: Language;
  readonly words: Words["centres"];
}

/** Fitting centres as a list and as a map with the same numbers. */
export function Centres(props: CentresProps) {
  const { all, query, found, slots, title, now, language, words } = props;
  return (
    <div className="centres">
      <header className="centres-head">
        <h1>{title}</h1>
        <p>{words.lead(numberText(all.length, language))}</p>
        <CentreFinder q={query.q} language={language} words={words} />
      </header>
      <section className="centres-list" aria-label={words.title}>
        {found.place === null ? <Unknown {...props} /> : <Told {...props} />}
        {found.listed.length > 0 && (
          <>
            <h2 className="unseen">{words.title}</h2>
            <ul>
              {found.listed.map((listed) => (
                <CentreCard
                  key={listed.centre.id}
                  {...listed}
                  slot={slots.get(listed.centre.id)}
                  {...{ now, language, words }}
                />
              ))}
            </ul>
          </>
        )}
        <Pages {...props} />
      </section>
      <CentresMap {...props} />
    </div>
  );
}

/** What the list is, and where else the shopper may have meant. */
function Told({ query, found, language, words }: CentresProps) {
  const { place, country, elsewhere, total } = found;
  const address = pathOf("centres", language);
  const other = country === "FR" ? "ES" : "FR";
  if (!place) {
    return (
      <div className="centres-told">
        <p role="status">{words.total(numberText(total, language))}</p>
        <a href={address + queryOfCentres({ country: other })}>{words.inCountry[other]}</a>
      </div>
    );
  }
  return (
    <div className="centres-told">
      <p role="status">{reachWords(found, language, words)}</p>
      <a className="centres-to-map" href="#carte">
        {words.seeMap}
      </a>
      {place.isRough && <p>{words.rough[place.country]}</p>}
      {elsewhere && (
        <a href={address + queryOfCentres({ q: query.q, country: elsewhere.country })}>
          {words.elsewhere[elsewhere.country](query.q ?? "")}
        </a>
      )}
    </div>
  );
}

function reachWords({ within, total }: CentresFound, language: Language, words: Words["centres"]): string {
  if (within === 0) return words.nearest(REACH_KM);
  if (within < total) return words.withinFew(numberText(within, language), REACH_KM, within > 1);
  return words.within(numberText(within, language), REACH_KM);
}

function Unknown({ query, found, language, words }: CentresProps) {
  return (
    <div className="empty" role="status">
      <h2>{words.unknownTitle(query.q ?? "")}</h2>
      {found.spellings.length > 0 && (
        <p className="centres-spellings">
          {words.didYouMean}
          {found.spellings.map((name) => (
            <a key={name} className="button" href={pathOf("centres", language) + queryOfCentres({ q: name })}>
              {name}
            </a>
          ))}
        </p>
      )}
      <p>{words.unknownHint}</p>
    </div>
  );
}

function Pages({ query, found: { page, pages }, language, words }: CentresProps) {
  if (pages === 1) return null;
  const to = (wanted: number) => pathOf("centres", language) + queryOfCentres({ ...query, page: wanted });
  return (
    <nav className="pages" aria-label={words.pages}>
      {page > 1 && (
        <a rel="prev" href={to(page - 1)}>
          ← {words.previous}
        </a>
      )}
      <span>{words.page(numberText(page, language), numberText(pages, language))}</span>
      {page < pages && (
        <a rel="next" href={to(page + 1)}>
          {words.next} →
        </a>
      )}
    </nav>
  );
}
