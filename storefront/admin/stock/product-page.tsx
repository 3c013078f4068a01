import { dimensionText } from "../../catalogue/dimension.ts";
import type { stockChanges } from "../../db/schema/index.ts";
import type { Product } from "../../db/schema/products.ts";
import { pathOf } from "../../paths.ts";
import { numberText } from "../../words/figures.ts";
import { owner } from "../../words/fr/owner.ts";
import { ownerStock as words } from "../../words/fr/owner-stock.ts";
import { Moment } from "../moment.tsx";
import { Part } from "../part.tsx";
import { ownerPath } from "../paths.ts";
import { StockFigure } from "./list-page.tsx";

interface ProductStockPageProps {
  readonly product: Product;
  /** The newest first. */
  readonly changes: readonly (typeof stockChanges.$inferSelect)[];
  /** What was typed and refused, and why. */
  readonly typed?: { readonly stock: string; readonly reason: string; readonly trouble: string };
  readonly hasChanged?: boolean;
}

export function ProductStockPage({ product, changes, typed, hasChanged = false }: ProductStockPageProps) {
  return (
    <>
      <p className="owner-back">
        <a href={ownerPath("stock")}>← {words.back}</a>
      </p>
      <h1>
        {product.brand} {product.model} {dimensionText(product)}
      </h1>
      {hasChanged && (
        <p role="status" className="owner-done">
          {words.changed}
        </p>
      )}
      {typed && (
        <p role="alert" className="owner-trouble">
          {typed.trouble}
        </p>
      )}
      <div className="owner-columns">
        <Part title={words.now(numberText(product.stock, "fr"))}>
          <p>
            <StockFigure stock={product.stock} />
            {" · "}
            {product.hidden ? (
              <span className="mark mark-test">{words.hidden}</span>
            ) : (
              <a href={pathOf("product", "fr", { slug: product.slug })}>{words.onShop}</a>
            )}
          </p>
          <form method="post" action={ownerPath("product", product.slug)} className="owner-form">
            <input type="hidden" name="seen" value={product.stock} />
            <label>
              <span>{words.newStock}</span>
              <input name="stock" inputMode="numeric" defaultValue={typed?.stock ?? product.stock} required />
            </label>
            <label>
              <span>{words.reason}</span>
              <input name="reason" maxLength={200} defaultValue={typed?.reason} required />
              <small>{words.reasonHint}</small>
            </label>
            <button type="submit">{owner.save}</button>
          </form>
        </Part>
        <Part title={words.history}>
          <p>
            <small>{words.historyText}</small>
          </p>
          {changes.length === 0 && <p>{words.none}</p>}
          <ul className="owner-list">
            {changes.map(({ id, at, fromStock, toStock, reason }) => (
              <li key={id}>
                <Moment at={at} /> {words.fromTo(numberText(fromStock, "fr"), numberText(toStock, "fr"))}
                <small>{reason}</small>
              </li>
            ))}
          </ul>
        </Part>
      </div>
    </>
  );
}
