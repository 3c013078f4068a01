import type { Product } from "../db/schema/products.ts";
import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";
import { dimensionText, loadInKilogrammes, topSpeed } from "./dimension.ts";
import { EuLabel } from "./eu-label.tsx";
import { tyresPrice } from "./price.ts";
import { ProductCard } from "./product-card.tsx";
import type { Item } from "./shelf.ts";
import { StockWords } from "./stock-words.tsx";
import { TyrePicture } from "./tyre-picture.tsx";

interface ProductPageProps {
  readonly product: Product;
  /** Of the same dimension, that can be bought. */
  readonly alternatives: readonly Item[];
  readonly language: Language;
  readonly words: Words["catalogue"];
}

export function ProductPage({ product, alternatives, language, words }: ProductPageProps) {
  return (
    <>
      <article className="product">
        <div className="product-picture">
          <TyrePicture season={product.season} id="tread-of-product" />
        </div>
        <div className="product-text">
          <p className={`season season-${product.season}`}>{words.season[product.season]}</p>
          <h1>
            {product.brand} <strong>{product.model}</strong>
          </h1>
          <p className="product-dimension">
            {dimensionText(product)}
            {product.runFlat && <span className="tag">{words.runFlat}</span>}
          </p>
          <p className="price">
            {tyresPrice(product.priceCents, 1, language)} <small>{words.each}</small>
          </p>
          <StockWords stock={product.stock} words={words} />
          {product.stock > 1 && <AddToBasket product={product} language={language} words={words} />}
        </div>
        <EuLabel product={product} words={words} />
        <Facts product={product} words={words} />
      </article>
      {alternatives.length > 0 && (
        <section className="band">
          <h2>{product.stock > 1 ? words.alternatives : words.soldOut}</h2>
          <ul className="cards">
            {alternatives.map((item) => (
              <ProductCard key={item.id} item={item} language={language} words={words} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function AddToBasket({ product, language, words }: Omit<ProductPageProps, "alternatives">) {
  const hasFour = product.stock >= 4;
  return (
    <form className="add" action={pathOf("basket", language)} method="post">
      <input type="hidden" name="product" value={product.slug} />
      <fieldset>
        <legend>{words.quantity}</legend>
        <label>
          <input type="radio" name="quantity" value="2" defaultChecked={!hasFour} />
          <b>{words.pair}</b> <span>{words.pairText}</span> <em>{tyresPrice(product.priceCents, 2, language)}</em>
        </label>
        {hasFour && (
          <label>
            <input type="radio" name="quantity" value="4" defaultChecked />
            <b>{words.four}</b> <span>{words.fourText}</span> <em>{tyresPrice(product.priceCents, 4, language)}</em>
          </label>
        )}
      </fieldset>
      <button type="submit">{words.add}</button>
      <p>{words.delivered}</p>
    </form>
  );
}

function Facts({ product, words }: Pick<ProductPageProps, "product" | "words">) {
  const facts = [
    [words.dimension, dimensionText(product)],
    [words.load, words.loadText(loadInKilogrammes(product.loadIndex) ?? 0, product.loadIndex)],
    [words.topSpeed, words.topSpeedText(topSpeed(product.speed) ?? 0, product.speed)],
    [words.runFlat, product.runFlat ? words.yes : words.no],
    [words.snow, product.season === "summer" ? words.snowNo : words.snowYes],
  ];
  return (
    <section className="facts">
      <h2>{words.facts}</h2>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
