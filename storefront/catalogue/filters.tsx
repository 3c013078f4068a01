import type { ReactNode } from "react";

import type { Words } from "../words/words.ts";
import { type Criteria, queryOf } from "./criteria.ts";
import type { Facets } from "./search.ts";

interface FiltersProps {
  readonly criteria: Criteria;
  readonly facets: Facets;
  readonly address: string;
  readonly words: Words["catalogue"];
}

/** Every choice is a link with the number of tyres that it leaves; the chosen one takes itself away. */
export function Filters({ criteria, facets, address, words }: FiltersProps) {
  const choice = (
    name: "season" | "brand" | "speed" | "runflat",
    value: string | true,
    text: string,
    count: number,
  ) => {
    const isChosen = criteria[name] === value;
    const href = address + queryOf({ ...criteria, [name]: isChosen ? undefined : value, page: 1 });
    return (
      <li key={text}>
        <a
          href={href}
          aria-current={isChosen ? "true" : undefined}
          aria-label={isChosen ? words.remove(text) : undefined}
        >
          <span>{text}</span> <small>{count}</small>
        </a>
      </li>
    );
  };
  return (
    <aside className="filters" aria-label={words.filters}>
      <details open>
        <summary>{words.filters}</summary>
        <Group title={words.seasonsTitle}>
          {facets.seasons.map(([season, count]) => choice("season", season, words.season[season], count))}
        </Group>
        {facets.runFlats > 0 && (
          <Group title={words.runFlat}>{choice("runflat", true, words.runFlatOnly, facets.runFlats)}</Group>
        )}
        <PriceForm criteria={criteria} address={address} words={words} />
        <Group title={words.brand}>{facets.brands.map(([brand, count]) => choice("brand", brand, brand, count))}</Group>
        <Group title={words.speed}>{facets.speeds.map(([speed, count]) => choice("speed", speed, speed, count))}</Group>
      </details>
    </aside>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="filter">
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

function PriceForm({ criteria, address, words }: Omit<FiltersProps, "facets">) {
  const { minPrice, maxPrice, page: _first, ...kept } = criteria;
  const hidden = new URLSearchParams(queryOf(kept));
  return (
    <form className="filter price-filter" action={address} method="get">
      <fieldset>
        <legend>{words.price}</legend>
        {[...hidden].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input name="minPrice" inputMode="numeric" size={4} defaultValue={minPrice} aria-label={words.least} />
        <span aria-hidden="true">–</span>
        <input name="maxPrice" inputMode="numeric" size={4} defaultValue={maxPrice} aria-label={words.most} />
        <button type="submit">{words.apply}</button>
      </fieldset>
    </form>
  );
}
