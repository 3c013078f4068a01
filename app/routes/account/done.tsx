import { useTranslation } from "react-i18next";

import { StateMark } from "#app/ui/state-mark.tsx";

import type { AccountAnswer } from "./answer.server.ts";

/** What a form of this page did, said where the form stands. */
export function Done({ answer }: { answer: AccountAnswer | undefined }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      {answer?.done && (
        <p className="mb-3 flex items-center gap-2 text-star">
          <StateMark state="ok" />
          {t(answer.done, { count: answer.count })}
        </p>
      )}
      {answer?.problems?.form && (
        <p className="mb-3 flex items-center gap-2 text-port">
          <StateMark state="crit" />
          {t(answer.problems.form)}
        </p>
      )}
    </div>
  );
}
