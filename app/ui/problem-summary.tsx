import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { StateMark } from "./state-mark.tsx";

interface ProblemSummaryProps {
  /** Field to locale key, as a refused action answers; the field `form` stands for the whole form. */
  readonly problems: Readonly<Record<string, string>> | null | undefined;
  /** Field to the label that the form shows for it. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Off where the summary is only shown, not the answer to a submission. */
  readonly takesFocus?: boolean;
}

/** What keeps the form from being taken, read out and focused when it appears. Each line leads to its field. */
export function ProblemSummary({ problems, labels = {}, takesFocus = true }: ProblemSummaryProps) {
  const { t } = useTranslation("ui");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems && takesFocus) box.current?.focus();
  }, [problems, takesFocus]);
  const found = Object.entries(problems ?? {});
  if (found.length === 0) return null;
  return (
    <div className="problem-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>
        <StateMark state="crit" />
        {t("problems", { count: found.length })}
      </h2>
      <ul>
        {found.map(([field, key]) => {
          const label = labels[field];
          return (
            <li key={field}>
              {label ? (
                <button type="button" className="text-left underline" onClick={() => focusField(box.current, field)}>
                  {label}
                </button>
              ) : null}
              {label ? " · " : ""}
              {t(key)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function focusField(box: HTMLElement | null, name: string) {
  box
    ?.closest("form")
    ?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)
    ?.focus();
}
