import { dimensionText } from "../../catalogue/dimension.ts";
import type { Product } from "../../db/schema/products.ts";
import { numberText, priceText } from "../../words/figures.ts";
import { catalogue } from "../../words/fr/catalogue.ts";
import { owner } from "../../words/fr/owner.ts";
import { ownerStock as words } from "../../words/fr/owner-stock.ts";
import { Pager } from "../pager.tsx";
import { ownerPath } from "../paths.ts";
import { askedOf, type FoundStock, LOW_STOCK, type StockFilter } from "./list.ts";

export function StockListPage({ filter, found }: { filter: StockFilter; found: FoundStock }) {
  return (
    <>
      <h1>{words.title}</h1>
      <form className="owner-search" action={ownerPath("stock")} method="get">
        <label>
          <span>{words.search}</span>
          <input type="search" name="q" defaultValue={filter.q} />
        </label>
        <label className="owner-tick">
          <input type="checkbox" name="bas" value="1" defaultChecked={filter.onlyLow} />
          {words.onlyLow}
        </label>
        <button type="submit">{owner.search}</button>
        <a href={ownerPath("stock")}>{owner.clear}</a>
      </form>
      <p role="status" className="owner-found">
        {words.found(numberText(found.total, "fr"), found.total > 1)}
      </p>
      {found.total === 0 ? <p>{owner.none}</p> : <Rows rows={found.rows} />}
      <Pager {...found} to={(page) => ownerPath("stock", "", askedOf(filter, page))} />
    </>
  );
}

function Rows({ rows }: Pick<FoundStock, "rows">) {
  return (
    <table className="owner-table">
      <thead>
        <tr>
          <th scope="col">{words.tyre}</th>
          <th scope="col">{words.season}</th>
          <th scope="col" className="figure">
            {words.price}
          </th>
          <th scope="col" className="figure">
            {words.stock}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((product) => (
          <tr key={product.id}>
            <th scope="row">
              <a href={ownerPath("product", product.slug)}>
                {product.brand} {product.model} {dimensionText(product)}
              </a>
              {product.runFlat && <small> {catalogue.runFlat}</small>}{" "}
              {product.hidden && <span className="mark mark-test">{words.hidden}</span>}
            </th>
            <td data-name={words.season}>{catalogue.season[product.season]}</td>
            <td data-name={words.price} className="figure">
              {priceText(product.priceCents, "fr")}
            </td>
            <td data-name={words.stock} className="figure">
              <StockFigure stock={product.stock} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The stock in tyres; a low one is marked in words. */
export function StockFigure({ stock }: Pick<Product, "stock">) {
  return (
    <>
      {stock < LOW_STOCK && (
        <span className={stock <= 0 ? "mark mark-stuck" : "mark mark-placed"}>
          {stock <= 0 ? words.out : words.low}
        </span>
      )}{" "}
      {numberText(stock, "fr")}
    </>
  );
}
