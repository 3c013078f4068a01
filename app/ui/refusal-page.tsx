import { isRouteErrorResponse, Link, useLocation, useRouteError } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { Brand } from "./brand.tsx";
import { SeenAsBanner } from "./shell/seen-as-banner.tsx";
import { reloadWhenBack } from "./stale-notice.tsx";
import { StateMark } from "./state-mark.tsx";

const KNOWN = ["404", "403", "429", "503"];
/** What may go well the next time. */
const PASSING = ["429", "500", "503", "away"];
/** The page comes back by itself. */
const AWAITED = ["503", "away"];

/** As Chromium, Firefox and Safari begin what they say of it; a fault of ours that names a network is none. */
function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && /^(Failed to fetch|NetworkError|Load failed)/.test(error.message);
}

/** The page behind every thrown answer: what could not be shown, why, and where to go from here. */
export function RefusalPage() {
  const { t } = useTranslation("ui");
  const { pathname, search } = useLocation();
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? String(error.status) : "500";
  const known = isUnreachable(error) ? "away" : KNOWN.includes(status) ? status : "500";
  useEffect(() => (AWAITED.includes(known) ? reloadWhenBack() : undefined), [known]);
  return (
    <main className="refusal">
      <Brand to="/" />
      <SeenAsBanner />
      <div className="verdict">
        <StateMark state={known === "500" ? "crit" : "mute"} size="large" />
        <h1>{t(`refusal.${known}.title`)}</h1>
      </div>
      <p>{t(`refusal.${known}.text`)}</p>
      <div className="notice-actions">
        {PASSING.includes(known) ? (
          <a className="button button-primary" href={pathname + search}>
            {t("retry")}
          </a>
        ) : (
          <Link className="button button-primary" to="/">
            {t("refusal.home")}
          </Link>
        )}
      </div>
    </main>
  );
}
