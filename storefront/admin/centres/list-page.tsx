import { numberText, priceText } from "../../words/figures.ts";
import { owner } from "../../words/fr/owner.ts";
import { ownerCentres as words } from "../../words/fr/owner-centres.ts";
import { Pager } from "../pager.tsx";
import { ownerPath } from "../paths.ts";
import { askedOf, type CentreFilter, type FoundCentres } from "./list.ts";

export function CentreListPage({ filter, found }: { filter: CentreFilter; found: FoundCentres }) {
  return (
    <>
      <h1>{words.title}</h1>
      <form className="owner-search" action={ownerPath("centres")} method="get">
        <label>
          <span>{words.search}</span>
          <input type="search" name="q" defaultValue={filter.q} />
        </label>
        <label className="owner-tick">
          <input type="checkbox" name="masques" value="1" defaultChecked={filter.onlyHidden} />
          {words.onlyHidden}
        </label>
        <button type="submit">{owner.search}</button>
        <a href={ownerPath("centres")}>{owner.clear}</a>
      </form>
      <p role="status" className="owner-found">
        {words.found(numberText(found.total, "fr"), found.total > 1)}
      </p>
      {found.total === 0 ? <p>{owner.none}</p> : <Rows rows={found.rows} />}
      <Pager {...found} to={(page) => ownerPath("centres", "", askedOf(filter, page))} />
    </>
  );
}

function Rows({ rows }: Pick<FoundCentres, "rows">) {
  const figures = [words.capacity, words.fitting, words.coming];
  return (
    <table className="owner-table">
      <thead>
        <tr>
          <th scope="col">{words.centre}</th>
          <th scope="col">{words.place}</th>
          {figures.map((name) => (
            <th key={name} scope="col" className="figure">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, slug, name, postcode, town, country, capacityPerSlot, fittingCents, hidden, coming }) => (
          <tr key={id}>
            <th scope="row">
              <a href={ownerPath("centre", slug)}>{name}</a>{" "}
              {hidden && <span className="mark mark-test">{words.hidden}</span>}
            </th>
            <td data-name={words.place}>
              {postcode} {town} <small>{country}</small>
            </td>
            <td data-name={words.capacity} className="figure">
              {capacityPerSlot}
            </td>
            <td data-name={words.fitting} className="figure">
              {priceText(fittingCents, "fr")}
            </td>
            <td data-name={words.coming} className="figure">
              {numberText(coming, "fr")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
