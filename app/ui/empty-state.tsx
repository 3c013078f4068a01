import type { ReactNode } from "react";

interface EmptyStateProps {
  /** What will be here. */
  readonly title: string;
  /** When, and who acts. */
  readonly text?: ReactNode;
  readonly children?: ReactNode;
}

/** Nothing yet: says what will be here, when, and who acts. */
export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <div className="notice">
      <p className="notice-title">{title}</p>
      {text && <p>{text}</p>}
      {children && <div className="notice-actions">{children}</div>}
    </div>
  );
}
