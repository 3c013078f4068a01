import { numberText } from "../words/figures.ts";
import { owner } from "../words/fr/owner.ts";

interface PagerProps {
  readonly page: number;
  readonly pages: number;
  /** Address of a page of the list. */
  readonly to: (page: number) => string;
}

export function Pager({ page, pages, to }: PagerProps) {
  if (pages === 1) return null;
  return (
    <nav className="pages" aria-label={owner.pages}>
      {page > 1 && (
        <a rel="prev" href={to(page - 1)}>
          ← {owner.previous}
        </a>
      )}
      <span>{owner.pageOf(numberText(page, "fr"), numberText(pages, "fr"))}</span>
      {page < pages && (
        <a rel="next" href={to(page + 1)}>
          {owner.next} →
        </a>
      )}
    </nav>
  );
}
