import { useTranslation } from "react-i18next";

import { useNow } from "./clock.tsx";
import { useFormat } from "./use-format.tsx";

/** A value this many intervals old is no longer the present: it turns mute and says of when it is. */
export const LATE_AFTER_INTERVALS = 3;

interface AgeProps {
  /** Epoch milliseconds, null when nothing ever came. */
  readonly at: number | null;
  /** How often a value is expected; without it the age never turns mute. */
  readonly intervalSeconds?: number;
}

export function isLate(at: number | null, now: number, intervalSeconds: number): boolean {
  return at === null || now - at > LATE_AFTER_INTERVALS * intervalSeconds * 1000;
}

/** How old a value is, counted on by itself. */
export function Age({ at, intervalSeconds }: AgeProps) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const now = useNow();
  if (at === null) return <span className="age age-late">{t("age.never")}</span>;
  const late = intervalSeconds !== undefined && isLate(at, now, intervalSeconds);
  return (
    <time className={late ? "age age-late" : "age"} dateTime={new Date(at).toISOString()}>
      {late ? t("age.valueOf", { when: format.moment(at, now) }) : format.age(at, now)}
    </time>
  );
}

interface LiveAgeProps extends AgeProps {
  readonly withDate?: boolean;
}

/**
 * The one live age of a page's bar: today's date, the clock, and how old the newest measurement is. Its facts stand in its
 * attributes: in an old copy of a page the server writes it anew (stale-age.tsx), which React must leave as it is.
 */
export function LiveAge({ at, intervalSeconds = 10, withDate = false }: LiveAgeProps) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const now = useNow();
  const late = isLate(at, now, intervalSeconds);
  const measured = at === null ? t("age.nothingYet") : t("age.measured", { age: format.age(at, now) });
  return (
    <span
      className={late ? "live live-stale" : "live"}
      data-age={[at ?? "", intervalSeconds, withDate ? "dated" : "", format.timeZone].join(" ")}
      suppressHydrationWarning
    >
      {withDate ? `${format.dateTime(now)} · ${measured}` : measured}
    </span>
  );
}
