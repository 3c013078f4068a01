import { useTranslation } from "react-i18next";

import { BOX, ground, lostSpans, stairs } from "#app/ui/availability/orders-shape.ts";
import { axisFor } from "#app/ui/chart/axis.ts";
import { across, Background, TimeAxis } from "#app/ui/chart/plot.tsx";
import { gapsIn } from "#app/ui/chart/points.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Stretch } from "#domain/availability/ledger.ts";
import type { Loss } from "#domain/storefront/losses.ts";

import type { OutagePicture } from "./outage-picture.server.ts";

interface OutageOrdersProps {
  readonly orders: NonNullable<OutagePicture["orders"]>;
  readonly window: Stretch;
  readonly outage: Stretch;
  readonly loss: Loss | undefined;
}

/** Orders a minute around an outage, what was expected, and what was lost; the same as a table. Drawn without scripts. */
export function OutageOrders({ orders: { points, stepMs, band }, window, outage, loss }: OutageOrdersProps) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const highest = Math.max(...points.map(({ average }) => average), ...band.map(({ high }) => high), 0);
  const axis = axisFor({ unit: "count", highest }, format);
  const frame = { ...window, max: axis.max };
  const gaps = gapsIn(points, window.from, window.to, stepMs);
  const lost = lostSpans(points, band, stepMs, outage);
  const about = loss?.kind === "counted" && loss.lostOrders.usual > 0 ? format.number(loss.lostOrders.usual) : null;
  const facts = {
    day: format.day(outage.from),
    span: `${format.clock(window.from)} → ${format.moment(window.to, window.from)}`,
    step: format.duration(stepMs / 1_000),
  };
  const line = stairs(
    points.map(({ at, average }) => ({ at, value: average })),
    stepMs,
    frame,
  );
  return (
    <figure className="outage-orders">
      <figcaption className="label">{t("outageOf.orders", facts)}</figcaption>
      <div className="chart">
        <Edges {...{ window, outage }} />
        <div className="chart-plot chart-plot-tall">
          <svg
            className="chart-layer"
            viewBox={`0 0 ${BOX.width} ${BOX.height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <path className="outage-expected" d={ground(band, stepMs, frame)} />
            <path className="outage-lost" d={ground(lost, stepMs, frame)} />
            <path className="outage-counted" d={line} />
          </svg>
          <Background {...{ ...window, axis, gaps }} gapText={() => t("outageOf.noOrders")} />
          {about && lost.length > 0 && (
            <svg className="chart-layer" aria-hidden="true">
              <text
                className="chart-note"
                x={across((outage.from + outage.to) / 2, window)}
                y="60%"
                textAnchor="middle"
              >
                <tspan>{`≈ ${about}`}</tspan>
                <tspan x={across((outage.from + outage.to) / 2, window)} dy="15">
                  {t("outageOf.ordersUnit")}
                </tspan>
              </text>
            </svg>
          )}
        </div>
        <TimeAxis {...window} format={format} />
      </div>
      <ul className="chart-key">
        <li className="chart-key-average">{t("outageOf.counted")}</li>
        {band.length > 0 && <li className="chart-key-expected">{t("outageOf.expected")}</li>}
        {lost.length > 0 && <li className="outage-key-lost">{t("outageOf.lost")}</li>}
      </ul>
      <OrdersTable {...{ points, band }} />
    </figure>
  );
}

/** The instants at which it began and ended, above the chart. */
function Edges({ window, outage }: { window: Stretch; outage: Stretch }) {
  const format = useFormat();
  return (
    <svg className="chart-top outage-edges" aria-hidden="true">
      <text x={across(outage.from, window)} y="11" textAnchor="end">
        {format.clock(outage.from)}
      </text>
      <text x={across(outage.to, window)} y="11" textAnchor={outage.to < window.to ? "start" : "end"}>
        {format.clock(outage.to)}
      </text>
    </svg>
  );
}

function OrdersTable({ points, band }: Pick<OutageOrdersProps["orders"], "points" | "band">) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const bandAt = new Map(band.map((one) => [one.at, one]));
  const rate = (value: number) => format.number(value, 2);
  return (
    <details className="disclosure">
      <summary>{t("asTable")}</summary>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t("outageOf.at")}</th>
            <th scope="col" className="numeric">
              {t("outageOf.perMinute")}
            </th>
            <th scope="col" className="numeric">
              {t("outageOf.expected")}
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ at, average }) => {
            const expected = bandAt.get(at);
            return (
              <tr key={at}>
                <th scope="row">{format.clock(at)}</th>
                <td className="numeric" data-label={t("outageOf.perMinute")}>
                  {rate(average)}
                </td>
                <td className="numeric" data-label={t("outageOf.expected")}>
                  {expected
                    ? t("outageOf.range", { low: rate(expected.low), high: rate(expected.high) })
                    : t("outageOf.unknown")}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
