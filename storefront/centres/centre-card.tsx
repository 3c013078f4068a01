import { type Language, pathOf } from "../paths.ts";
import { clockText, dayText } from "../words/instants.ts";
import type { Words } from "../words/words.ts";
import { Choose } from "./choose.tsx";
import { openingAt, spansOfDay } from "./opening.ts";
import { OpeningWords, spansText } from "./opening-words.tsx";
import { distanceText, fittingPrice } from "./price.ts";
import type { ListedCentre } from "./search.ts";
import { dayOf } from "./wall-clock.ts";

interface CentreCardProps extends ListedCentre {
  /** The first appointment that is free; undefined when there is none. */
  readonly slot: Date | undefined;
  readonly now: Date;
  readonly language: Language;
  readonly words: Words["centres"];
}

export function CentreCard({ centre, number, km, slot, now, language, words }: CentreCardProps) {
  return (
    <li className="centre-card">
      <span className="centre-number" aria-hidden="true">
        {number}
      </span>
      <div className="centre-text">
        <h3>
          <a href={pathOf("centre", language, { slug: centre.slug })}>
            <span className="unseen">{number}. </span>
            {centre.name}
          </a>
        </h3>
        <p>
          {`${centre.address}, ${centre.postcode}\u00a0${centre.town}`}
          {km !== undefined && <b className="centre-away"> {words.away(distanceText(km, language))}</b>}
        </p>
        <OpeningWords opening={openingAt(centre, now)} language={language} words={words} />
        <p className="centre-small">
          {words.today} {spansText(spansOfDay(centre, dayOf(now)), words)}
        </p>
        <p className="centre-small">
          {words.firstSlot} <b>{slot ? `${dayText(slot, language)}, ${clockText(slot, language)}` : words.noSlot}</b>
        </p>
      </div>
      <div className="centre-side">
        <p className="price">
          {fittingPrice(centre, 1, language)} <small>{words.fitting}</small>
        </p>
        <Choose centre={centre} language={language} words={words} />
      </div>
    </li>
  );
}
