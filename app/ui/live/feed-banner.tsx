import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { useNow } from "#app/ui/clock.tsx";
import { StateMark } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { LiveStatus } from "#domain/machines/live.ts";

/** Says in words that what is shown is not the present, why, and since when. Nothing while all is well. */
export function FeedBanner({ status }: { status: LiveStatus }) {
  const { t } = useTranslation("live");
  const format = useFormat();
  const now = useNow();
  const { pathname } = useLocation();
  return (
    <div aria-live="polite">
      {status.feed === "refused" && (
        <p className="banner">
          <StateMark state="mute" />
          {t("refused")} <a href={pathname}>{t("reload")}</a>
        </p>
      )}
      {(status.feed === "down" || status.feed === "lost") && (
        <p className="banner">
          <StateMark state="mute" />
          {t(status.feed, { when: format.moment(status.since, now) })}
        </p>
      )}
    </div>
  );
}
