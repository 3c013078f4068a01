import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ChartStack } from "#app/ui/chart-stack.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import type { ChartPoint } from "#app/ui/time-chart.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { MetricKind } from "#collector/protocol/metrics.ts";
import { type TimeWindow, type WindowRefusal, windowQuery } from "#domain/metrics/window.ts";

interface OtherMeasuresProps {
  readonly machine: { readonly name: string };
  /** Of the machine's page. */
  readonly address: string;
  readonly window: TimeWindow;
  readonly compared: { readonly from: number; readonly to: number } | null;
  readonly refused: WindowRefusal | null;
  readonly now: number;
  readonly series: readonly {
    readonly key: string;
    readonly kind: MetricKind;
    readonly at: number;
    readonly value: number;
  }[];
  readonly chosen: {
    readonly key: string;
    readonly kind: MetricKind;
    readonly stepMs: number;
    readonly points: readonly ChartPoint[];
  } | null;
  /** The chosen one in the period before, where that is asked for. */
  readonly before: OtherMeasuresProps["chosen"];
}

/** What others than our agent say of a machine, under the names they gave: a list, and the curve of the chosen one. */
export function OtherMeasures(props: OtherMeasuresProps) {
  const { machine, address, window, compared, refused, now, series, chosen, before } = props;
  const { t } = useTranslation("machines");
  const format = useFormat();
  const [query] = useSearchParams();
  const addressOf = (key: string) =>
    `?${new URLSearchParams([...[...query].filter(([name]) => name !== "series"), ["series", key]])}`;
  const csv =
    chosen &&
    `${address}/measures.csv?${windowQuery(window, format.timeZone)}&${new URLSearchParams({ series: chosen.key })}`;
  return (
    <>
      <PageHeader title={<span className="mono">{machine.name}</span>} qualifier={t("other.qualifier")} />
      {chosen && (
        <ChartStack
          title={t("other.curve")}
          {...{ window, compared, refused }}
          stepMs={chosen.stepMs}
          size="tall"
          csv={csv ?? undefined}
          notes={chosen.kind === "counter" ? [t("other.perSecond")] : []}
          rows={[
            {
              id: chosen.key,
              label: chosen.key.replace(/\{.*$/s, ""),
              note: chosen.key.includes("{") && (
                <span className="mono other-series">{chosen.key.replace(/^[^{]*/, "")}</span>
              ),
              unit: chosen.kind === "counter" ? "per_second" : "count",
              series: chosen,
              before: before ?? undefined,
              csv: csv ?? undefined,
              isFitted: true,
            },
          ]}
        />
      )}
      <Section title={t("other.list")} note={series.length > 0 && t("other.count", { count: series.length })}>
        <DataTable
          caption={t("other.list")}
          rows={series}
          rowKey={({ key }) => key}
          initialSort={{ column: "key" }}
          columns={[
            {
              key: "key",
              header: t("other.series"),
              sortBy: ({ key }) => key,
              cell: ({ key }) => (
                <Link
                  to={addressOf(key)}
                  preventScrollReset
                  className="mono other-series"
                  aria-current={key === chosen?.key || undefined}
                >
                  {key}
                </Link>
              ),
            },
            {
              key: "kind",
              header: t("other.kind"),
              sortBy: ({ kind }) => kind,
              cell: ({ kind }) => t(`other.${kind}`),
              wideOnly: true,
            },
            {
              key: "value",
              header: t("other.value"),
              numeric: true,
              sortBy: ({ value }) => value,
              cell: ({ value }) => format.number(Number(value.toPrecision(6)), decimalsOf(value)),
            },
            {
              key: "at",
              header: t("other.at"),
              numeric: true,
              sortBy: ({ at }) => at,
              cell: ({ at }) => format.moment(at, now),
            },
          ]}
          whenEmpty={<EmptyState title={t("other.none")} text={t("other.noneText")} />}
        />
      </Section>
    </>
  );
}

/** As many as six digits need, and none for whole numbers. */
function decimalsOf(value: number): number {
  if (Number.isInteger(value) || value === 0) return 0;
  return Math.min(6, Math.max(0, 5 - Math.floor(Math.log10(Math.abs(value)))));
}
