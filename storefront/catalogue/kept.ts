import type { Shelf } from "./shelf.ts";

/** What is worked out from a shelf, kept as long as that shelf is shown: some seconds, and never for another one. */
export function keptPerShelf<T>(make: (shelf: Shelf) => T): (shelf: Shelf) => T {
  const kept = new WeakMap<Shelf, { readonly value: T }>();
  return (shelf) => {
    const known = kept.get(shelf);
    if (known) return known.value;
    const value = make(shelf);
    kept.set(shelf, { value });
    return value;
  };
}
