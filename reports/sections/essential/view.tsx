import { monthName } from "../../month-name.ts";
import { Mark, type MarkKind } from "../../parts/mark.tsx";
import { Numbers } from "../../parts/numbers.tsx";
import { Part } from "../../parts/table.tsx";
import type { ReportSection, SectionViewProps } from "../../section.ts";
import { flooredPercent } from "../availability/shown.ts";
import { Outages } from "../availability/view.tsx";
import { Asks } from "../decisions/view.tsx";
import { OrdersChart } from "../shop/orders-chart.tsx";
import { Cover } from "./cover.tsx";
import { type EssentialData, essentialData, type Fact } from "./data.ts";
import { essentialSentences, evidence, leadWords } from "./sentences.ts";

/** What the second page holds; the sections have the rest. */
const MOST = { outages: 4, asks: 3, facts: 5 } as const;

export const essential: ReportSection<EssentialData> = {
  name: "essential",
  evidence,
  drawsPages: true,
  data: essentialData,
  sentences: essentialSentences,
  // The sections that follow say what they could not know.
  unknown: () => [],
  View: (props) => (
    <>
      <Cover {...props} />
      <FirstPage {...props} />
    </>
  ),
};

type Tools = Omit<SectionViewProps<EssentialData>, "data" | "words">;

function FirstPage({ data, words: _words, ...tools }: SectionViewProps<EssentialData>) {
  const { t, format, project, month } = tools;
  const { service, orders, asks, facts } = data;
  const counted = service?.outages.filter(({ isCounted }) => isCounted) ?? [];
  const days = orders?.days ?? [];
  const last = days.at(-1);
  return (
    <div className="first">
      <h2>
        <small>
          {project.name}, {monthName(month, t)}
        </small>
        <span>{t("essential.title")}</span>
      </h2>
      <p className="lead">{leadWords(data, tools)}</p>
      <Four data={data} tools={tools} />
      {orders && last && (
        <Part
          title={t("shop.perDay")}
          note={t(counted.length > 0 ? "essential.ordersNoteMarked" : "essential.ordersNote", {
            first: format.day(days[0]?.at ?? 0),
            last: format.day(last.at),
          })}
        >
          <OrdersChart
            id="essential-orders"
            days={days}
            marked={counted.flatMap(({ from }) => days.findLast(({ at }) => at <= from)?.day ?? [])}
            tools={tools}
          />
        </Part>
      )}
      {service && service.outages.length > 0 && (
        <Part
          title={t("availability.outages")}
          note={t("essential.outagesNote", {
            observed: format.duration(service.observedDownMs / 1_000),
            counted: format.duration(service.countedMs / 1_000),
          })}
        >
          <Outages outages={service.outages.slice(0, MOST.outages)} tools={tools} />
        </Part>
      )}
      {asks.length > 0 && (
        <Part title={t("essential.asksTitle")}>
          <Asks asks={asks.slice(0, MOST.asks)} tools={tools} />
        </Part>
      )}
      {facts.length > 0 && (
        <Part title={t("essential.factsTitle")}>
          <Facts facts={facts.slice(0, MOST.facts)} tools={tools} />
        </Part>
      )}
    </div>
  );
}

function Four({ data, tools }: { data: EssentialData; tools: Tools }) {
  const { t, format } = tools;
  const { service, orders, resolutions, resolvedTickets } = data;
  const counted = orders?.days.filter((day) => day.orders !== null) ?? [];
  const perDay = counted.reduce((sum, day) => sum + (day.orders ?? 0), 0) / Math.max(1, counted.length);
  const percent = (ratio: number) => flooredPercent(format, ratio).replace(/[\s\u00a0\u202f]*%$/u, "");
  const readouts = [
    ...(service && service.contractual !== null
      ? [
          {
            ...{ key: "available", number: percent(service.contractual), unit: "%" },
            lines: [
              t("essential.four.available", { promised: format.percent(service.promised, 1) }),
              t("essential.four.raw", { raw: service.raw === null ? "–" : flooredPercent(format, service.raw) }),
            ],
          },
          {
            ...{ key: "counted", number: service.countedMs === 0 ? "0" : format.duration(service.countedMs / 1_000) },
            ...(service.countedMs === 0 && { unit: "min" }),
            lines: [t("essential.four.counted", { budget: format.duration(service.budgetMs / 1_000) })],
          },
        ]
      : []),
    ...(orders && orders.total !== null
      ? [
          {
            ...{ key: "orders", number: format.number(orders.total) },
            lines: [t("essential.four.orders", { perDay: format.number(perDay) })],
          },
        ]
      : []),
    resolutions
      ? {
          ...{ key: "tickets", number: format.number(resolutions.met), unit: `/ ${format.number(resolutions.judged)}` },
          lines: [t("essential.four.tickets")],
        }
      : {
          ...{ key: "tickets", number: format.number(resolvedTickets) },
          lines: [t("essential.four.resolved", { count: resolvedTickets })],
        },
  ];
  return <Numbers readouts={readouts} />;
}

function Facts({ facts, tools }: { facts: readonly Fact[]; tools: Tools }) {
  return (
    <ul className="report-facts">
      {facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a printed list, nothing is moved.
        <li key={index}>
          <Mark kind={markOf(fact)} />
          <span>{factWords(fact, tools)}</span>
        </li>
      ))}
    </ul>
  );
}

function markOf(fact: Fact): MarkKind {
  switch (fact.kind) {
    case "backups":
      return fact.succeeded === fact.expected ? "ok" : "warn";
    case "restore":
      return fact.isGood ? "ok" : "crit";
    case "intervention":
      return fact.verdict === "worse" || fact.verdict === "rolled_back" ? "warn" : "ok";
    case "calledOff":
      return "warn";
    case "action":
      return "ok";
  }
}

function factWords(fact: Fact, { t, format }: Tools): string {
  switch (fact.kind) {
    case "backups":
      return t(fact.succeeded === fact.expected ? "essential.facts.allBackups" : "essential.facts.backups", {
        ...{ good: format.number(fact.succeeded), due: format.number(fact.expected) },
      });
    case "restore": {
      const took = format.duration((fact.durationMs ?? 0) / 1_000);
      const key = fact.isGood ? "restored" : "notRestored";
      return t(`essential.facts.${key}`, { name: fact.name, day: format.day(fact.at), took });
    }
    case "intervention":
      return t(`essential.facts.intervention.${fact.verdict}`, { title: fact.title, day: format.day(fact.at) });
    case "calledOff":
    case "action":
      return t(`essential.facts.${fact.kind}`, { title: fact.title, day: format.day(fact.at) });
  }
}
