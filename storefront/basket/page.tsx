import type { Centre } from "../db/schema/centres.ts";
import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";
import { type Contents, shortOf } from "./contents.ts";
import { Line } from "./line.tsx";
import { Summary } from "./summary.tsx";

interface BasketPageProps {
  readonly contents: Contents;
  /** The number of an order that is not paid yet. */
  readonly awaiting: string | null;
  /** What was wrong with what was just sent, in words. */
  readonly problem?: string;
  readonly language: Language;
  readonly words: Words;
}

export function BasketPage({ contents, awaiting, problem, language, words }: BasketPageProps) {
  const { tyres, centre, country } = contents;
  const { basket } = words;
  return (
    <div className="basket">
      <h1>{basket.title}</h1>
      {problem && (
        <p className="told told-problem" role="alert">
          {problem}
        </p>
      )}
      {awaiting && (
        <p className="told">
          {basket.awaiting(awaiting)} <a href={pathOf("order", language, { number: awaiting })}>{basket.resume}</a>
        </p>
      )}
      {tyres.length === 0 ? (
        <div className="empty">
          <p>{basket.empty}</p>
          <a className="button" href={pathOf("results", language)}>
            {basket.browse}
          </a>
          {centre && <ChosenCentre {...{ centre, language, words }} />}
        </div>
      ) : (
        <div className="basket-columns">
          <section aria-label={basket.lines}>
            <h2 className="unseen">{basket.lines}</h2>
            <ul className="basket-lines">
              {tyres.map((tyre) => (
                <Line key={tyre.product.id} {...{ tyre, country, language, words }} />
              ))}
            </ul>
            <ChosenCentre {...{ centre, language, words }} />
          </section>
          <aside className="summary">
            <Summary contents={contents} language={language} words={words} />
            {shortOf(tyres).length === 0 && (
              <a className="button" href={pathOf("checkout", language)}>
                {basket.order}
              </a>
            )}
            <p className="summary-note">{basket.vatIncluded}</p>
          </aside>
        </div>
      )}
    </div>
  );
}

function ChosenCentre({
  centre,
  language,
  words: { basket },
}: {
  centre: Centre | null;
  language: Language;
  words: Words;
}) {
  return (
    <div className="basket-centre">
      <h2>{basket.centre}</h2>
      {centre ? (
        <p>
          <b>{centre.name}</b>, {centre.address}, {centre.postcode} {centre.town}
        </p>
      ) : (
        <p>{basket.noCentre}</p>
      )}
      <a href={pathOf("centres", language)}>{centre ? basket.changeCentre : basket.chooseCentre}</a>
    </div>
  );
}
