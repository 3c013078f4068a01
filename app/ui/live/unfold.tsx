import { Link, useSearchParams } from "@remix-run/react";

/** The part of an address that unfolds a list. */
const ALL = "all";

interface UnfoldProps {
  /** Whether rows are left out. */
  readonly isFolded: boolean;
  /** What the link says while rows are left out, and while all are there. */
  readonly unfold: string;
  readonly fold: string;
}

/** Whether the address asks for the whole list. */
export function useIsUnfolded(): boolean {
  return useSearchParams()[0].has(ALL);
}

/** Shows the folded rows of a list, and folds them again. In the address: it works before any script. */
export function Unfold({ isFolded, unfold, fold }: UnfoldProps) {
  const [query] = useSearchParams();
  const next = new URLSearchParams(query);
  if (isFolded) next.set(ALL, "1");
  else next.delete(ALL);
  return (
    <Link className="button mt-3" to={`?${next}`} preventScrollReset replace>
      {isFolded ? unfold : fold}
    </Link>
  );
}
