import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Brand } from "./brand.tsx";
import { useNow } from "./clock.tsx";
import { Ruler } from "./ruler.tsx";
import { LocaleChoice, ThemeChoice } from "./shell/choices.tsx";
import { StateMark } from "./state-mark.tsx";

interface DoorwayProps {
  readonly title: string;
  readonly lead: ReactNode;
  /** Below the lead, and on a phone below the form: what fewer people look for. */
  readonly aside?: ReactNode;
  /** Locale key of what refused the form as a whole. */
  readonly problem?: string;
  /** A sentence that announces something done. */
  readonly notice?: string;
  readonly children: ReactNode;
}

const HOUR_MS = 3_600_000;

/** The frame of the pages on this side of the door: signing in, invitations, lost passwords. */
export function Doorway({ title, lead, aside, problem, notice, children }: DoorwayProps) {
  const { t } = useTranslation("identity");
  const now = useNow();
  return (
    <div className="mx-auto flex min-h-screen max-w-[1120px] flex-col px-4 tablet:px-8">
      <header className="pt-[18px]">
        <div className="-ml-5">
          <Brand to="/" />
        </div>
        <Ruler label={t("doorway.ruler")} from={now - 12 * HOUR_MS} to={now + 12 * HOUR_MS} now={now} lanes={[]} />
      </header>
      <main
        id="content"
        className="grid content-start gap-x-12 gap-y-7 pt-8 pb-12 tablet:pt-[9vh] desk:grid-cols-[minmax(0,1fr)_372px] desk:grid-rows-[auto_1fr]"
      >
        <div>
          <h1 className="max-w-[18em] text-[25px]/[1.25] tracking-[-0.018em] text-balance tablet:text-[33px]/[1.22]">
            {title}
          </h1>
          <div className="mt-4 max-w-[52ch] text-ink2">{lead}</div>
        </div>
        <div className="section max-w-[460px] desk:row-span-2">
          <div role="status" aria-live="polite">
            {notice && <DoorwayMessage state="ok">{notice}</DoorwayMessage>}
            {problem && <DoorwayMessage state="crit">{t(problem)}</DoorwayMessage>}
          </div>
          {children}
        </div>
        {aside && <div className="max-w-[52ch] text-ink2">{aside}</div>}
      </main>
      <footer className="mt-auto flex flex-wrap gap-x-8 gap-y-2 border-t border-hair py-4 label">
        <LocaleChoice />
        <ThemeChoice />
      </footer>
    </div>
  );
}

/** A sentence with its mark, above a form. */
export function DoorwayMessage({ state, children }: { state: "ok" | "crit" | "warn"; children: ReactNode }) {
  const colour = { ok: "text-star", crit: "text-port", warn: "text-buoy" }[state];
  return (
    <p className={`mb-4 flex items-baseline gap-2.5 ${colour}`}>
      <span className="shrink-0 self-start pt-[3px]">
        <StateMark state={state} />
      </span>
      <span>{children}</span>
    </p>
  );
}
