import { type Language, pathOf } from "../paths.ts";
import { numberText } from "../words/figures.ts";
import type { Words } from "../words/words.ts";
import { type Criteria, queryOf, SORTS } from "./criteria.ts";
import { Filters } from "./filters.tsx";
import { Finder } from "./finder.tsx";
import { ProductCard } from "./product-card.tsx";
import type { Found } from "./search.ts";
import type { Shelf } from "./shelf.ts";

interface ResultsProps {
  readonly shelf: Shelf;
  readonly criteria: Criteria;
  readonly found: Found;
  readonly title: string;
  readonly language: Language;
  readonly words: Words["catalogue"];
}

export function Results({ shelf, criteria, found, title, language, words }: ResultsProps) {
  const address = pathOf("results", language);
  return (
    <div className="results">
      <header className="results-head">
        <h1>{title}</h1>
        {criteria.make && <p>{words.checkSidewall}</p>}
        <Finder shelf={shelf} chosen={criteria} language={language} words={words} />
      </header>
      <Filters criteria={criteria} facets={found.facets} address={address} words={words} />
      <section className="results-list" aria-label={words.results}>
        <div className="results-bar">
          <p role="status">{words.found(numberText(found.total, language), found.total > 1)}</p>
          <nav aria-label={words.sortBy} className="sorts">
            <span>{words.sortBy}</span>
            {SORTS.map((sort) => (
              <a
                key={sort}
                href={address + queryOf({ ...criteria, sort, page: 1 })}
                aria-current={sort === criteria.sort ? "true" : undefined}
              >
                {words.sort[sort]}
              </a>
            ))}
          </nav>
        </div>
        {found.total === 0 ? (
          <div className="empty">
            <h2>{words.none}</h2>
            <p>{words.noneText}</p>
            <a className="button" href={address}>
              {words.all}
            </a>
          </div>
        ) : (
          <>
            <h2 className="unseen">{words.results}</h2>
            <ul className="cards">
              {found.items.map((item) => (
                <ProductCard key={item.id} item={item} language={language} words={words} />
              ))}
            </ul>
          </>
        )}
        <Pages criteria={criteria} found={found} address={address} language={language} words={words} />
      </section>
    </div>
  );
}

type PagesProps = Omit<ResultsProps, "shelf" | "title"> & { readonly address: string };

function Pages({ criteria, found: { page, pages }, address, language, words }: PagesProps) {
  if (pages === 1) return null;
  return (
    <nav className="pages" aria-label={words.pages}>
      {page > 1 && (
        <a rel="prev" href={address + queryOf({ ...criteria, page: page - 1 })}>
          ← {words.previous}
        </a>
      )}
      <span>{words.pageOf(numberText(page, language), numberText(pages, language))}</span>
      {page < pages && (
        <a rel="next" href={address + queryOf({ ...criteria, page: page + 1 })}>
          {words.next} →
        </a>
      )}
    </nav>
  );
}
