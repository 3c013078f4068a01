import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";
import type { Loss, LostRange } from "#domain/storefront/losses.ts";

/** What an outage cost, with its range; where the shop told nothing of it, that. */
export function LostOrders({ loss }: { loss: Loss | undefined }) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  if (!loss) return <span>–</span>;
  if (loss.kind !== "counted") return <span className="dim">{t(`loss.${loss.kind}`)}</span>;
  const inWords = (range: LostRange, unit: number) => ({
    usual: format.number(Math.round(range.usual / unit)),
    low: format.number(Math.round(range.low / unit)),
    high: format.number(Math.round(range.high / unit)),
  });
  return (
    <div>
      {t("loss.orders", inWords(loss.lostOrders, 1))}
      {loss.lostCents && <span className="data-table-second">{t("loss.money", inWords(loss.lostCents, 100))}</span>}
    </div>
  );
}
