import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";
import { dimensionText } from "./dimension.ts";
import { tyresPrice } from "./price.ts";
import type { Item } from "./shelf.ts";
import { StockWords } from "./stock-words.tsx";
import { TyrePicture } from "./tyre-picture.tsx";

interface ProductCardProps {
  readonly item: Item;
  readonly language: Language;
  readonly words: Words["catalogue"];
}

export function ProductCard({ item, language, words }: ProductCardProps) {
  return (
    <li className="card">
      <TyrePicture season={item.season} id={`tread-${item.id}`} />
      <div className="card-text">
        <p className={`season season-${item.season}`}>{words.season[item.season]}</p>
        <h3>
          <a href={pathOf("product", language, { slug: item.slug })}>
            {item.brand} <strong>{item.model}</strong>
          </a>
        </h3>
        <p className="card-dimension">
          {dimensionText(item)}
          {item.runFlat && <span className="tag">{words.runFlat}</span>}
        </p>
        <ul className="grades">
          <Grade name={words.energy} value={item.energy} />
          <Grade name={words.wet} value={item.wet} />
          <li>
            <span className="unseen">{words.noise} </span>
            {item.noiseDb} dB
          </li>
        </ul>
      </div>
      <div className="card-price">
        <p className="price">
          {tyresPrice(item.priceCents, 1, language)} <small>{words.each}</small>
        </p>
        <StockWords stock={item.stock} words={words} />
      </div>
    </li>
  );
}

function Grade({ name, value }: { name: string; value: Item["energy"] }) {
  return (
    <li className={`grade grade-${value}`} title={name}>
      <span className="unseen">{name} </span>
      <b>{value}</b> <span aria-hidden="true">{name}</span>
    </li>
  );
}
