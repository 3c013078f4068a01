import type { ReactNode } from "react";

interface PageHeaderProps {
  readonly title: ReactNode;
  /** After the title, in a lighter voice: "database, master". */
  readonly qualifier?: ReactNode;
  /** Two or three facts at the right: project manager, emergency number. */
  readonly facts?: readonly { readonly label: string; readonly value: ReactNode }[];
  readonly actions?: ReactNode;
}

export function PageHeader({ title, qualifier, facts, actions }: PageHeaderProps) {
  return (
    <header className="page-header">
      <h1>
        {title}{" "}
        {qualifier && (
          <span className="dim">
            ·{"\u00a0"}
            {qualifier}
          </span>
        )}
      </h1>
      {facts && facts.length > 0 && (
        <dl className="page-facts">
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {actions && <div className="flex flex-wrap gap-2.5">{actions}</div>}
    </header>
  );
}
