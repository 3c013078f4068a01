import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { stretchTexts, windowText } from "#app/ui/chart/words.ts";
import { useNow } from "#app/ui/clock.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { windowQuery } from "#domain/metrics/window.ts";
import type { ShownWindow } from "#domain/tickets/kept-front.ts";

import { KeptChart } from "./kept-chart.tsx";
import { KeptHappenings } from "./kept-happenings.tsx";

interface KeptWindowProps {
  /** Null: it was kept, and cannot be read. */
  readonly window: ShownWindow | null;
  readonly project: { readonly slug: string; readonly name: string };
  /** Address of all that is kept of it; absent on that page itself. */
  readonly whole?: string;
}

/** The measures of a moment, as they were: charts that are frozen, and what happened meanwhile. */
export function KeptWindowQuote({ window, project, whole }: KeptWindowProps) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const now = useNow();
  if (!window) return <p className="kept-unreadable">{t("window.unreadable")}</p>;
  const { curves, happenings, others, otherHappenings } = window;
  return (
    <section className="kept-window" aria-label={t("window.title")}>
      <header>
        <h3>{t("window.title")}</h3>
        <p className="label">
          {t("window.frozen", { window: windowText(window, now, format), at: format.dateTime(window.frozenAt) })}
        </p>
      </header>
      {curves.length > 0 ? (
        <div className="kept-charts">
          {curves.map((curve) => (
            <KeptChart key={`${curve.measure} ${curve.machine} ${curve.of}`} {...{ curve, window }} />
          ))}
        </div>
      ) : (
        <p>{t("window.noCurves")}</p>
      )}
      <KeptHappenings {...{ happenings, project }} others={otherHappenings} to={window.to} />
      <Key {...{ window, project, whole }} />
      {!whole && others > 0 && <p className="label">{t("window.leftOut", { count: others })}</p>}
    </section>
  );
}

function Key({ window, project, whole }: KeptWindowProps & { window: ShownWindow }) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const query = windowQuery({ range: "dates", from: window.from, to: window.to }, format.timeZone);
  const machine = window.curves.find((curve) => curve.machine !== null)?.machine ?? window.machines[0]?.name;
  const isShop = window.curves.some((curve) => curve.machine === null);
  return (
    <ul className="chart-key">
      {window.curves.length > 0 && <li className="chart-key-average">{t("window.average")}</li>}
      {window.curves.length > 0 && <li className="chart-key-band">{t("window.band")}</li>}
      {window.expectedOrders.length > 0 && <li className="chart-key-expected">{t("window.expected")}</li>}
      {machine && (
        <li>
          <Link to={`/projects/${project.slug}/machines/${machine}?${query}`}>
            {t("window.openMachine", { machine })}
          </Link>
        </li>
      )}
      {isShop && (
        <li>
          <Link to={`/projects/${project.slug}/storefront?${query}`}>{t("window.openShop")}</Link>
        </li>
      )}
      {whole && window.others > 0 && (
        <li>
          <Link to={whole}>{t("window.whole", { count: window.others })}</Link>
        </li>
      )}
    </ul>
  );
}

interface WindowToComeProps {
  /** Epoch milliseconds; null: it goes on. */
  readonly from: number;
  readonly to: number | null;
  readonly requestedAt: number;
  /** How often the measures could not be read. */
  readonly failures: number;
}

/** A window that was asked for and is not there yet. */
export function WindowToCome({ from, to, requestedAt, failures }: WindowToComeProps) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const end = to ?? requestedAt;
  const texts = stretchTexts({ from, to: end }, { from, to: end }, format);
  const at = format.dateTime(requestedAt);
  return <p className="kept-to-come label">{t(failures > 0 ? "window.failed" : "window.toCome", { ...texts, at })}</p>;
}
