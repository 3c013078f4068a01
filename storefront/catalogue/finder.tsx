import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";
import type { Criteria } from "./criteria.ts";
import { keptPerShelf } from "./kept.ts";
import type { Shelf } from "./shelf.ts";

interface FinderProps {
  readonly shelf: Shelf;
  readonly chosen: Pick<Criteria, "width" | "ratio" | "diameter">;
  readonly language: Language;
  readonly words: Words["catalogue"];
}

/** The search by dimension, laid out as the marking on a sidewall: 205 / 55 R 16. */
export function Finder({ shelf, chosen, language, words }: FinderProps) {
  return (
    <form className="finder" action={pathOf("results", language)} method="get" aria-label={words.byDimension}>
      <Size name="width" title={words.width} shelf={shelf} chosen={chosen.width} any={words.any} />
      <span className="finder-mark" aria-hidden="true">
        /
      </span>
      <Size name="ratio" title={words.ratio} shelf={shelf} chosen={chosen.ratio} any={words.any} />
      <span className="finder-mark" aria-hidden="true">
        R
      </span>
      <Size name="diameter" title={words.diameter} shelf={shelf} chosen={chosen.diameter} any={words.any} />
      <button type="submit">{words.find}</button>
    </form>
  );
}

interface SizeProps {
  readonly name: "width" | "ratio" | "diameter";
  readonly title: string;
  readonly shelf: Shelf;
  readonly chosen: number | undefined;
  readonly any: string;
}

function Size({ name, title, shelf, chosen, any }: SizeProps) {
  return (
    <label className="finder-size">
      <span>{title}</span>
      <select name={name} defaultValue={chosen ?? ""}>
        <option value="">{any}</option>
        {sizesOf(shelf)[name].map((value) => (
          <option key={value} value={value}>
            {value}
          </option>
        ))}
      </select>
    </label>
  );
}

const sizesOf = keptPerShelf(({ items }) => {
  const sorted = (name: SizeProps["name"]) =>
    [...new Set(items.map((item) => item[name]))].sort((one, other) => one - other);
  return { width: sorted("width"), ratio: sorted("ratio"), diameter: sorted("diameter") };
});
