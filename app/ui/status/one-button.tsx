import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { type State, StateMark } from "#app/ui/state-mark.tsx";

interface OneButtonProps {
  readonly state: State;
  /** What is so, or will be. */
  readonly children: ReactNode;
  readonly text?: string;
  /** Where the button posts to, and what it says; without it there is nothing left to do. */
  readonly act?: { readonly action: string; readonly verb: string };
  /** Where the page itself is; left out where it is not public. */
  readonly back?: string;
}

/** What a link in a mail opens: a sentence and a button. Opening it does nothing: programs open every link. */
export function OneButton({ state, children, text, act, back }: OneButtonProps) {
  const { t } = useTranslation("status");
  return (
    <div className="hero-single">
      <div className="verdict">
        <StateMark state={state} size="large" />
        <h1>{children}</h1>
      </div>
      {text && <p className="status-asof">{text}</p>}
      <div className="status-acts">
        {act && (
          <form method="post" action={act.action}>
            <Button type="submit" look="primary">
              {act.verb}
            </Button>
          </form>
        )}
        {back && <a href={back}>{t("subscribe.back")}</a>}
      </div>
    </div>
  );
}
