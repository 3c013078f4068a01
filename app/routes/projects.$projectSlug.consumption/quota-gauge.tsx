import { useTranslation } from "react-i18next";

import { volumeText } from "#app/ui/consumption/words.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Projection } from "#domain/consumption/projection.ts";
import type { QuotaStanding } from "#domain/consumption/quota.ts";

const HEIGHT = 18;

/** What is used of the quota and what the month will come to; beyond the quota's end in the colour of trouble. */
export function QuotaGauge({ quota, projection }: { quota: QuotaStanding; projection: Projection | null }) {
  const { t } = useTranslation("consumption");
  const format = useFormat();
  const most = Math.max(quota.bytes, quota.used, projection?.high ?? 0);
  const percent = (bytes: number) => `${((bytes / most) * 100).toFixed(3)}%`;
  const beyond = Math.max(0, quota.used - quota.bytes);
  const facts = {
    used: volumeText(format, quota.used),
    quota: volumeText(format, quota.bytes),
    rule: t(`rules.${quota.rule}`),
  };
  return (
    <>
      <svg className="quota-gauge" width="100%" height={HEIGHT} role="img" aria-label={t("quota.picture", facts)}>
        <rect className="quota-whole" width="100%" height={HEIGHT} />
        {projection && (
          <>
            <rect className="quota-expected" width={percent(projection.high)} height={HEIGHT} opacity="0.55" />
            <rect className="quota-expected" width={percent(projection.likely)} height={HEIGHT} />
          </>
        )}
        <rect className="quota-used" width={percent(Math.min(quota.used, quota.bytes))} height={HEIGHT} />
        {beyond > 0 && (
          <rect className="quota-beyond" x={percent(quota.bytes)} width={percent(beyond)} height={HEIGHT} />
        )}
        <line className="quota-end" x1={percent(quota.bytes)} x2={percent(quota.bytes)} y1="-4" y2={HEIGHT + 4} />
      </svg>
      <p className="label">
        {t("quota.used", { ...facts, share: format.percent(quota.used / quota.bytes) })}
        {projection &&
          ` · ${t("quota.expected", { likely: volumeText(format, projection.likely), weeks: projection.weeks })}`}
      </p>
    </>
  );
}
