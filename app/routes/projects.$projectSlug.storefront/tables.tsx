import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { PAGE_CLASSES } from "#domain/storefront/series.ts";

import type { Picture } from "./picture.ts";

const FUNNEL = ["visits", "searches", "baskets", "orders"] as const;
const QUANTILES = ["0.5", "0.95", "0.99"] as const;

/** From visits to orders, over the window of the charts. */
export function Funnel({ picture: { curves, window } }: { picture: Picture }) {
  const { t } = useTranslation("storefront");
  const format = useFormat();
  const sum = (total: keyof typeof curves) => {
    const { points, stepMs } = curves[total];
    return points.reduce((all, { at, average }) => all + (average * Math.min(stepMs, window.to - at)) / 60_000, 0);
  };
  const visits = sum("visits");
  const tried = sum("orders") + sum("refusals");
  return (
    <Section title={t("funnel.title")} note={t("funnel.note")}>
      <div className="data-table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("funnel.step")}</th>
              <th scope="col" className="numeric">
                {t("funnel.count")}
              </th>
              <th scope="col" className="numeric">
                {t("funnel.perVisit")}
              </th>
            </tr>
          </thead>
          <tbody>
            {FUNNEL.map((step) => (
              <tr key={step}>
                <th scope="row">{t(`funnel.${step}`)}</th>
                <td className="numeric" data-label={t("funnel.count")}>
                  {format.number(Math.round(sum(step)))}
                </td>
                <td className="numeric" data-label={t("funnel.perVisit")}>
                  {visits > 0 ? format.percent(sum(step) / visits, 1) : "–"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="label">
        {t("funnel.money", {
          revenue: format.number(Math.round(sum("revenueCents") / 100)),
          refused: tried > 0 ? format.percent(sum("refusals") / tried, 1) : "–",
          errors: format.number(Math.round(sum("errors"))),
        })}
      </p>
    </Section>
  );
}

/** How long pages took, by class. */
export function Latency({ picture: { latency } }: { picture: Picture }) {
  const { t } = useTranslation("storefront");
  const format = useFormat();
  const of = (page: string, quantile: string) =>
    Math.max(
      ...latency
        .filter((one) => one.page === page && Number(one.quantile) === Number(quantile))
        .map(({ milliseconds }) => milliseconds),
    );
  return (
    <Section title={t("latency.title")} note={t("latency.note")}>
      <div className="data-table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("latency.page")}</th>
              {QUANTILES.map((quantile) => (
                <th key={quantile} scope="col" className="numeric">
                  {`p${Number(quantile) * 100}`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {PAGE_CLASSES.map((page) => (
              <tr key={page}>
                <th scope="row">{t(`latency.${page}`)}</th>
                {QUANTILES.map((quantile) => (
                  <td key={quantile} className="numeric" data-label={`p${Number(quantile) * 100}`}>
                    {Number.isFinite(of(page, quantile))
                      ? `${format.number(Math.round(of(page, quantile)))}\u00a0ms`
                      : "–"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** Where orders wait in their workflow, and how many are stuck. */
export function Waiting({ picture: { waiting } }: { picture: Picture }) {
  const { t } = useTranslation("storefront");
  const format = useFormat();
  return (
    <Section title={t("waiting.title")} note={t("waiting.note")}>
      {waiting.steps.length === 0 && <p className="text-ink2">{t("waiting.none")}</p>}
      {waiting.steps.length > 0 && (
        <div className="data-table-scroll">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">{t("waiting.step")}</th>
                <th scope="col" className="numeric">
                  {t("waiting.orders")}
                </th>
              </tr>
            </thead>
            <tbody>
              {waiting.steps.map(({ step, orders }) => (
                <tr key={step}>
                  <th scope="row">{t(`waiting.steps.${step}`, { defaultValue: step })}</th>
                  <td className="numeric" data-label={t("waiting.orders")}>
                    {format.number(Math.round(orders))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="label">
        {waiting.stuck === null ? t("waiting.unknown") : t("waiting.stuck", { count: Math.round(waiting.stuck) })}
      </p>
    </Section>
  );
}
