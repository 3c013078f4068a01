import { changeWords } from "../../parts/change.ts";
import { Part, Table } from "../../parts/table.tsx";
import type { ReportSection, SectionViewProps } from "../../section.ts";
import { euros } from "../availability/shown.ts";
import { type ReportedMark, type ShopData, shopData } from "./data.ts";
import { OrdersChart } from "./orders-chart.tsx";
import { evidence, shopSentences, shopUnknown } from "./sentences.ts";
import { growthOf, type ShopTotals } from "./totals.ts";

export const shop: ReportSection<ShopData> = {
  name: "shop",
  evidence,
  data: shopData,
  sentences: shopSentences,
  unknown: shopUnknown,
  View: ShopView,
};

type Shop = NonNullable<ShopData["shop"]>;
type Tools = Omit<SectionViewProps<ShopData>, "data">;

function ShopView({ data, ...tools }: SectionViewProps<ShopData>) {
  const { t } = tools;
  if (!data.shop || data.shop.totals.orders === null) return null;
  return (
    <>
      <Part title={t("shop.perDay")} note={t("shop.perDayNote")}>
        <OrdersChart id="shop-orders" days={data.shop.days} marked={[]} tools={tools} />
      </Part>
      <Part title={t("shop.inFigures")}>
        <Totals shop={data.shop} tools={tools} />
      </Part>
      {data.shop.latencies.length > 0 && (
        <Part title={t("shop.latency")} note={t("shop.latencyNote")}>
          <Latencies shop={data.shop} tools={tools} />
        </Part>
      )}
      {data.shop.marks.length > 0 && (
        <Part title={t("shop.marks")}>
          <Marks marks={data.shop.marks} tools={tools} />
        </Part>
      )}
    </>
  );
}

const TOTALS = ["orders", "revenueCents", "visits", "refusals", "errors"] as const;

function Totals({ shop: { totals, monthBefore, yearBefore }, tools }: { shop: Shop; tools: Tools }) {
  const { t, format } = tools;
  const words = (of: ShopTotals, total: (typeof TOTALS)[number]) => {
    const value = of[total];
    if (value === null) return "–";
    return total === "revenueCents" ? euros(format, value) : format.number(value);
  };
  const columns = [
    { key: "what", head: "" },
    ...["month", "monthBefore", "change", "yearBefore", "yearChange"].map((key) => ({
      ...{ key, head: t(`shop.columns.${key}`), isNumeric: true },
    })),
  ];
  const rows = TOTALS.map((total) => ({
    key: total,
    cells: [
      t(`shop.totals.${total}`),
      words(totals, total),
      words(monthBefore, total),
      changeWords(growthOf(totals, monthBefore, total), tools),
      words(yearBefore, total),
      changeWords(growthOf(totals, yearBefore, total), tools),
    ],
  }));
  return <Table columns={columns} rows={rows} />;
}

function Latencies({ shop: { latencies }, tools: { t, format } }: { shop: Shop; tools: Tools }) {
  const time = (milliseconds: number | null) =>
    milliseconds === null ? "–" : `${format.number(milliseconds / 1_000, 2)}\u00a0s`;
  const columns = [
    { key: "page", head: t("shop.columns.page") },
    { key: "now", head: t("shop.columns.month"), isNumeric: true },
    { key: "before", head: t("shop.columns.monthBefore"), isNumeric: true },
  ];
  const rows = latencies.map(({ page, milliseconds, before }) => ({
    key: page,
    cells: [t(`shop.pages.${page}`), time(milliseconds), time(before)],
  }));
  return <Table columns={columns} rows={rows} />;
}

function Marks({ marks, tools: { t, format } }: { marks: readonly ReportedMark[]; tools: Tools }) {
  const columns = [
    { key: "when", head: t("shop.columns.when"), isWhole: true },
    { key: "kind", head: t("shop.columns.kind") },
    { key: "title", head: t("shop.columns.what") },
  ];
  const rows = marks.map(({ kind, title, from, to }) => ({
    key: `${from} ${title}`,
    cells: [
      to === null
        ? `${format.day(from)}, ${format.clock(from)}`
        : t("shop.span", { from: format.day(from), to: format.day(to) }),
      t(`shop.kinds.${kind}`),
      title,
    ],
  }));
  return <Table columns={columns} rows={rows} />;
}
