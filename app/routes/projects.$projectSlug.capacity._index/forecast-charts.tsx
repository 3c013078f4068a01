import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";

import { type Charted, ForecastChart } from "./forecast-chart.tsx";

/** Small multiples on one scale of time: what was measured, what is expected, and the limit. */
export function ForecastCharts({ charts, madeOn }: { charts: readonly Charted[]; madeOn: string }) {
  const { t } = useTranslation("capacity");
  if (charts.length === 0) return null;
  return (
    <Section title={t("charts.title")} note={t("charts.note")} side={<Key />}>
      <div className="forecasts">
        {charts.map((chart) => (
          <ForecastChart key={chart.key} chart={chart} madeOn={madeOn} />
        ))}
      </div>
    </Section>
  );
}

function Key() {
  const { t } = useTranslation("capacity");
  return (
    <span className="key">
      {(["measured", "mean", "band80", "band95", "limit"] as const).map((part) => (
        <span key={part}>
          <svg width="22" height="10" aria-hidden="true">
            {part.startsWith("band") ? (
              <rect className={`forecast-${part}`} width="22" height="10" />
            ) : (
              <path className={`forecast-${part}`} d="M0 5H22" />
            )}
          </svg>
          {t(`charts.key.${part}`)}
        </span>
      ))}
    </span>
  );
}
