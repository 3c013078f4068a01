import type { ReactNode } from "react";

export interface Definition {
  readonly term: string;
  readonly value: ReactNode;
  readonly mono?: boolean;
}

/** Term and value, a hairline below each: inventory, contract, contact. An absent value is a dash, never a zero. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="definitions">
      {items.map(({ term, value, mono }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className={mono ? "mono" : undefined}>{value ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
