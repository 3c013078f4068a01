import type { ReactNode } from "react";

/** The shapes of the extranet's marks, in print: told apart in black and white, and always beside a word. */
export type MarkKind = "ok" | "warn" | "crit" | "mute" | "plan" | "sign";

export function Mark({ kind, size = "small" }: { kind: MarkKind; size?: "small" | "large" }) {
  return (
    <svg className={size === "large" ? "report-mark large" : "report-mark"} viewBox="0 0 14 14" aria-hidden="true">
      {SHAPES[kind]}
    </svg>
  );
}

/** Shape, word and colour. */
export function Marked({ kind, children }: { kind: MarkKind; children: ReactNode }) {
  return (
    <span className={`report-state ${kind}`}>
      <Mark kind={kind} />
      {children}
    </span>
  );
}

const SHAPES: Readonly<Record<MarkKind, ReactNode>> = {
  ok: (
    <>
      <circle cx="7" cy="7" r="6.5" fill="var(--color-star)" />
      <path d="M4 7.2 6.2 9.4 10.1 4.9" fill="none" stroke="var(--color-paper)" strokeWidth="1.6" />
    </>
  ),
  warn: (
    <>
      <path d="M7 0 14 7 7 14 0 7Z" fill="var(--color-buoy-mark)" />
      <path d="M7 3.4V8M7 9.4V11" stroke="var(--color-ink)" strokeWidth="1.7" />
    </>
  ),
  crit: (
    <>
      <path d="M.5.5h13v13H.5Z" fill="var(--color-port)" />
      <path d="M4 4 10 10M10 4 4 10" stroke="var(--color-paper)" strokeWidth="1.7" />
    </>
  ),
  mute: (
    <>
      <circle cx="7" cy="7" r="6" fill="none" stroke="var(--color-mute)" strokeWidth="1.5" strokeDasharray="3 1.71" />
      <path d="M4.5 7H9.5" stroke="var(--color-mute)" strokeWidth="1.6" />
    </>
  ),
  plan: (
    <>
      <path d="M2.5 0V14" stroke="var(--color-sea)" strokeWidth="1.6" />
      <path d="M3 1 13 4.5 3 8Z" fill="var(--color-sea)" />
    </>
  ),
  sign: <path d="M1 12.5H13M2.5 9.5 10 2l2 2-7.5 7.5-2.6.6Z" fill="none" stroke="var(--color-sea)" strokeWidth="1.4" />,
};
