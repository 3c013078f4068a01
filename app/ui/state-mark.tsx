import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

/** What a thing can be. `never` has not spoken yet; `plan`, `sign` and `you` are calls to act, not signals. */
export const STATES = ["ok", "warn", "crit", "mute", "never", "plan", "sign", "you"] as const;
export type State = (typeof STATES)[number];

/** The shape alone, told apart in black and white. Always stands beside its word, so it is silent to screen readers. A change cross-fades. */
export function StateMark({ state, size = "small" }: { state: State; size?: "small" | "large" }) {
  const [drawn, setDrawn] = useState<{ state: State; before: State | null }>({ state, before: null });
  if (drawn.state !== state) setDrawn({ state, before: drawn.state });
  const { before } = drawn;
  return (
    <svg className={size === "large" ? "mark mark-large" : "mark"} viewBox="0 0 14 14" aria-hidden="true">
      {before && (
        <g key={`${before} leaves`} className="mark-leaves">
          {SHAPES[before]}
        </g>
      )}
      <g key={state} className={before ? "mark-comes" : undefined}>
        {SHAPES[state]}
      </g>
    </svg>
  );
}

/** Shape, word and colour. `word` replaces the state's own where a better one exists ("Outage since 14:02"). */
export function StateWord({ state, word }: { state: State; word?: ReactNode }) {
  const { t } = useTranslation("ui");
  return (
    <span className={`state state-${state}`}>
      <StateMark state={state} />
      {word ?? t(`state.${state}`)}
    </span>
  );
}

const paper = "var(--color-paper)";
const mute = "var(--color-mute)";
const sea = "var(--color-sea)";

const SHAPES: Readonly<Record<State, ReactNode>> = {
  ok: (
    <>
      <circle cx="7" cy="7" r="6.5" fill="var(--color-star)" />
      <path d="M4 7.2 6.2 9.4 10.1 4.9" fill="none" stroke={paper} strokeWidth="1.6" />
    </>
  ),
  warn: (
    <>
      <path d="M7 0 14 7 7 14 0 7Z" fill="var(--color-buoy-mark)" />
      <path d="M7 3.4V8M7 9.4V11" stroke="var(--color-buoy-ink)" strokeWidth="1.7" />
    </>
  ),
  crit: (
    <>
      <path d="M.5.5h13v13H.5Z" fill="var(--color-port)" />
      <path d="M4 4 10 10M10 4 4 10" stroke={paper} strokeWidth="1.7" />
    </>
  ),
  mute: (
    <>
      <circle cx="7" cy="7" r="6" fill="none" stroke={mute} strokeWidth="1.5" strokeDasharray="3 1.71" />
      <path d="M4.5 7H9.5" stroke={mute} strokeWidth="1.6" />
    </>
  ),
  never: <circle cx="7" cy="7" r="6" fill="none" stroke={mute} strokeWidth="1.5" strokeDasharray="1 2.14" />,
  plan: (
    <>
      <path d="M2.5 0V14" stroke={sea} strokeWidth="1.6" />
      <path d="M3 1 13 4.5 3 8Z" fill={sea} />
    </>
  ),
  sign: <path d="M1 12.5H13M2.5 9.5 10 2l2 2-7.5 7.5-2.6.6Z" fill="none" stroke={sea} strokeWidth="1.4" />,
  you: <path d="M1 2.5H13V9.5H6.5L3.5 12.5V9.5H1Z" fill="none" stroke={sea} strokeWidth="1.5" />,
};
