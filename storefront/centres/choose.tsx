import type { Centre } from "../db/schema/centres.ts";
import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";

interface ChooseProps {
  readonly centre: Centre;
  readonly language: Language;
  readonly words: Words["centres"];
}

/** Keeps the centre with the basket: the tyres that are in it, or will be, are fitted there. */
export function Choose({ centre, language, words }: ChooseProps) {
  return (
    <form className="choose" action={pathOf("basketCentre", language)} method="post">
      <input type="hidden" name="centre" value={centre.slug} />
      <button type="submit">
        {words.choose}
        <span className="unseen"> {centre.name}</span>
      </button>
    </form>
  );
}
