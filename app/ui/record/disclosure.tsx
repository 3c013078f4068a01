import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";

import { useTurn } from "./record-form.tsx";
import { type Hidden, refusalOf } from "./refused.ts";
import { useAnswer } from "./use-answer.ts";

interface DisclosureProps {
  readonly summary: ReactNode;
  /** The form inside: the place opens by itself when that form was refused. */
  readonly intent?: string;
  readonly hidden?: Hidden;
  readonly children: ReactNode;
}

/** A form that shows itself when asked for. The browser's own: it opens without scripts. */
export function Disclosure({ summary, intent, hidden, children }: DisclosureProps) {
  const answer = useAnswer();
  const { key } = useLocation();
  const isOpen = intent !== undefined && refusalOf(answer, intent, hidden) !== null;
  // As the form inside: what is typed while the navigation of a refusal ends is not lost.
  const turn = useTurn(isOpen ? answer : key);
  return (
    <details key={turn} open={isOpen || undefined} className="disclosure">
      <summary>{summary}</summary>
      <div className="disclosure-body">{children}</div>
    </details>
  );
}
