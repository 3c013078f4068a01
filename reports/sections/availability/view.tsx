import { BudgetBar } from "../../charts/budget-bar.tsx";
import { Marked, type MarkKind } from "../../parts/mark.tsx";
import { Numbers } from "../../parts/numbers.tsx";
import { Part, Table } from "../../parts/table.tsx";
import type { ReportSection, ReportTools, SectionViewProps } from "../../section.ts";
import { type AvailabilityData, availabilityData, type ReportedOutage, type ReportedService } from "./data.ts";
import { lostIn } from "./lost.ts";
import { availabilitySentences, availabilityUnknown, evidence } from "./sentences.ts";
import { flooredPercent, lostOrders, momentOf, shownFigures } from "./shown.ts";

export const availability: ReportSection<AvailabilityData> = {
  name: "availability",
  evidence,
  data: availabilityData,
  sentences: availabilitySentences,
  unknown: availabilityUnknown,
  View: ({ data, ...tools }) =>
    data.services.map((service) => <Service key={service.slug} service={service} tools={tools} />),
};

type Tools = Omit<SectionViewProps<AvailabilityData>, "data">;

function Service({ service, tools }: { service: ReportedService; tools: Tools }) {
  const { t, format } = tools;
  const { slug, name, budgetMs, outages } = service;
  const { contractual, raw, promised, counted, budget } = shownFigures(service, format);
  const retained = outages.filter(({ isCounted }) => isCounted);
  const lost = lostIn(retained);
  const readouts = [
    {
      key: "contractual",
      number: contractual,
      lines: [t("availability.contractual"), t("availability.of", { promised })],
    },
    { key: "raw", number: raw, lines: [t("availability.raw")] },
    {
      key: "counted",
      number: service.countedMs === 0 ? "0\u00a0min" : counted,
      lines: [t("availability.retainedOf", { budget })],
    },
    ...(lost
      ? [
          {
            ...{ key: "lost", number: format.number(lost.orders.usual) },
            lines: [
              t("availability.lostBetween", {
                low: format.number(lost.orders.low),
                high: format.number(lost.orders.high),
              }),
            ],
          },
        ]
      : []),
  ];
  return (
    <>
      <Numbers readouts={readouts} />
      <Part title={t("availability.budget")} note={name}>
        <BudgetBar
          id={`availability-budget-${slug}`}
          title={t("availability.budget")}
          description={t("availability.budgetWords", { counted, budget })}
          budget={budgetMs}
          used={retained.map(({ from, to }) => ({ key: String(from), amount: to - from }))}
          valueWords={(value) => (value === 0 ? "0" : format.duration(value / 1_000))}
        />
      </Part>
      <Part title={t("availability.outages")} note={t("availability.precision", precisionOf(service, tools))}>
        {outages.length === 0 ? <p>{t("availability.none")}</p> : <Outages outages={outages} tools={tools} />}
      </Part>
      <Year service={service} tools={tools} />
    </>
  );
}

function precisionOf({ precisionSeconds }: ReportedService, { format }: Tools) {
  return { interval: format.duration(precisionSeconds) };
}

/** The times that a service was not up: also on the first pages. */
export function Outages({
  outages,
  tools,
}: {
  outages: readonly ReportedOutage[];
  tools: Pick<ReportTools, "t" | "format">;
}) {
  const { t, format } = tools;
  const columns = [
    { key: "when", head: t("availability.when"), isWhole: true },
    { key: "duration", head: t("availability.duration"), isNumeric: true },
    { key: "cause", head: t("availability.cause") },
    { key: "isCounted", head: t("availability.isCounted") },
    { key: "lost", head: t("availability.lostOrders"), isNumeric: true },
  ];
  const rows = outages.map((outage) => ({
    key: String(outage.from),
    cells: [
      momentOf(format, outage.from),
      format.exactDuration((outage.to - outage.from) / 1_000),
      <Told key="cause" outage={outage} nothing={t("availability.untold")} />,
      <Marked key="isCounted" kind={markOf(outage)}>
        {t(outage.isCounted ? "availability.yes" : "availability.no")}
      </Marked>,
      lostOrders(outage, tools),
    ],
  }));
  return <Table columns={columns} rows={rows} />;
}

function Told({ outage: { title, cause, followUp }, nothing }: { outage: ReportedOutage; nothing: string }) {
  const words = [cause ?? title, followUp].filter((one) => one !== null);
  return words.length > 0 ? words.join(" ") : nothing;
}

function markOf({ isCounted, verdict }: ReportedOutage): MarkKind {
  if (isCounted) return "crit";
  return verdict === "maintenance" ? "plan" : "ok";
}

function Year({ service: { year }, tools: { t, format } }: { service: ReportedService; tools: Tools }) {
  const known = year.filter(({ contractual }) => contractual !== null);
  if (known.length < 2) return null;
  const columns = year.map(({ month }) => ({
    ...{ key: month, head: format.day(Date.parse(`${month}-15T12:00:00Z`)).replace(/[\d\s\u00a0]+/u, "") },
    isNumeric: true,
  }));
  const cells = year.map(({ contractual }) =>
    contractual === null ? "–" : flooredPercent(format, contractual).replace(/[\s\u202f\u00a0]*%/u, ""),
  );
  return (
    <Part title={t("availability.year")} note={t("availability.yearNote")}>
      <Table columns={columns} rows={[{ key: "year", cells }]} />
    </Part>
  );
}
