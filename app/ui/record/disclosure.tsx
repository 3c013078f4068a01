import { useActionData, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";

import { type Hidden, refusalOf } from "./refused.ts";

interface DisclosureProps {
  readonly summary: ReactNode;
  /** The form inside: the place opens by itself when that form was refused. */
  readonly intent?: string;
  readonly hidden?: Hidden;
  readonly children: ReactNode;
}

/** A form that shows itself when asked for. The browser's own: it opens without scripts. */
export function Disclosure({ summary, intent, hidden, children }: DisclosureProps) {
  const refused = useActionData();
  const { key } = useLocation();
  const isOpen = intent !== undefined && refusalOf(refused, intent, hidden) !== null;
  return (
    <details key={key} open={isOpen || undefined} className="disclosure">
      <summary>{summary}</summary>
      <div className="disclosure-body">{children}</div>
    </details>
  );
}
