import { useTranslation } from "react-i18next";

import { Gauge } from "#app/ui/gauge.tsx";
import { Section } from "#app/ui/section.tsx";
import { Sparkline } from "#app/ui/sparkline.tsx";
import type { ChartPoint } from "#app/ui/time-chart.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { StreamSample } from "#domain/machines/live.ts";

import { coreKeys, label } from "./views.ts";

interface CoresProps {
  readonly keys: readonly string[];
  readonly points: ReadonlyMap<string, readonly ChartPoint[]>;
  readonly sample: StreamSample | undefined;
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

/** Each core on the same scale: one that is full where the others rest is a program that cannot share its work. */
export function Cores({ keys, points, sample, from, to, stepMs }: CoresProps) {
  const { t } = useTranslation("machines");
  const format = useFormat();
  const cores = coreKeys(keys);
  if (cores.length === 0) return null;
  return (
    <Section title={t("page.cores")} note={t("page.coresNote")}>
      <ul className="cores">
        {cores.map((key) => {
          const ratio = sample?.values[key] ?? null;
          return (
            <li key={key}>
              <span className="label">{t("page.core", { number: label(key, "core") })}</span>
              <span className="numeric">{ratio === null ? "–" : format.percent(ratio)}</span>
              <Gauge ratio={ratio} />
              <Sparkline points={points.get(key) ?? []} {...{ from, to, stepMs }} />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
