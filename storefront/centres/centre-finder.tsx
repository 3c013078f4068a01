import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";

interface CentreFinderProps {
  readonly q: string | undefined;
  readonly language: Language;
  readonly words: Words["centres"];
}

export function CentreFinder({ q, language, words }: CentreFinderProps) {
  return (
    <form className="centre-finder" action={pathOf("centres", language)} method="get">
      <label>
        <span>{words.query}</span>
        <input name="q" defaultValue={q} maxLength={80} autoComplete="postal-code" required />
      </label>
      <button type="submit">{words.find}</button>
    </form>
  );
}
