import { useTranslation } from "react-i18next";

import { useNow } from "./clock.tsx";
import { StateWord } from "./state-mark.tsx";
import { useFormat } from "./use-format.tsx";

/** The live feed is down: says since when, and that what one sees is the last that came. */
export function StaleBanner({ since }: { since: number }) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const now = useNow();
  return (
    <div className="banner" role="status">
      <StateWord state="mute" word={t("stale.title", { when: format.moment(since, now) })} />
      <span>{t("stale.text")}</span>
    </div>
  );
}
