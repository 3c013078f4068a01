import { dimensionText } from "../catalogue/dimension.ts";
import { TyrePicture } from "../catalogue/tyre-picture.tsx";
import { amountsOfLine } from "../checkout/amounts.ts";
import type { Country } from "../db/schema/centres.ts";
import { grossOf } from "../money/vat.ts";
import { titleOf } from "../orders/lines.ts";
import { type Language, pathOf } from "../paths.ts";
import { priceText } from "../words/figures.ts";
import type { Words } from "../words/words.ts";
import { MOST_TYRES } from "./commands.ts";
import { type BasketTyre, stockOf } from "./contents.ts";

const QUANTITIES = Array.from({ length: MOST_TYRES }, (_, index) => index + 1);

interface LineProps {
  readonly tyre: BasketTyre;
  readonly country: Country;
  readonly language: Language;
  readonly words: Words;
}

/** One tyre of the basket, with a form that changes how many or takes it out. */
export function Line({ tyre: { product, quantity }, country, language, words: { basket, catalogue } }: LineProps) {
  const title = titleOf(product);
  const stock = stockOf(product);
  return (
    <li className="basket-line">
      <TyrePicture season={product.season} id={`tread-${product.id}`} />
      <div>
        <p className={`season season-${product.season}`}>{catalogue.season[product.season]}</p>
        <h3>
          <a href={pathOf("product", language, { slug: product.slug })}>
            {product.brand} <strong>{product.model}</strong>
          </a>
        </h3>
        <p className="card-dimension">
          {dimensionText(product)}
          {product.runFlat && <span className="tag">{catalogue.runFlat}</span>}
        </p>
        <p className="basket-each">{basket.each(priceText(grossOf(product.priceCents, country), language))}</p>
      </div>
      <form action={pathOf("basket", language)} method="post">
        <input type="hidden" name="product" value={product.slug} />
        <label>
          <span className="unseen">{`${basket.quantity}, ${title}`}</span>
          <select name="quantity" defaultValue={quantity}>
            {QUANTITIES.map((tyres) => (
              <option key={tyres} value={tyres}>
                {basket.setOf(tyres)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" name="change" value="1" className="quiet">
          {basket.change}
        </button>
        <button type="submit" name="remove" value="1" className="quiet">
          {basket.remove}
          <span className="unseen"> {title}</span>
        </button>
      </form>
      <p className="price">{priceText(amountsOfLine(product.priceCents, quantity, country).totalCents, language)}</p>
      {quantity > stock && (
        <p className="basket-left" role="alert">
          {basket.left(title, stock)}
        </p>
      )}
    </li>
  );
}
