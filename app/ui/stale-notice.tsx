import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { StateMark } from "./state-mark.tsx";
import { useFormat } from "./use-format.tsx";

/** Stands in every page where the notice of an old copy would be written into it. */
export const STALE_PLACE = "<!--stale-->";

const LOOK_EVERY_MS = 5_000;

/**
 * The place of the notice, empty in a page that is new. In a copy the server has written the notice here, which React
 * must leave as it is; the page comes back by itself.
 */
export function StaleNoticePlace() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => (place.current?.childElementCount ? reloadWhenBack() : undefined), []);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a comment of ours, which the server replaces by StaleNotice.
  return <div ref={place} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: STALE_PLACE }} />;
}

/** Since when the database does not answer, and of when this page is. Epoch milliseconds. */
export function StaleNotice({ since, at, now }: { since: number; at: number; now: number }) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  return (
    <p className="banner" role="status" data-copy-age={now - at}>
      <StateMark state="mute" />
      <span>{t("away.stale", { since: format.moment(since, now), at: format.moment(at, now) })}</span>
    </p>
  );
}

/** Loads the page again as soon as the server is well. Returns what stops that. */
export function reloadWhenBack(): () => void {
  const timer = setInterval(async () => {
    const health = await fetch("/healthz").catch(() => undefined);
    if (health?.ok) location.reload();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
