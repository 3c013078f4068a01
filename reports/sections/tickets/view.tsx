import { CLOCKS, type Clock } from "#domain/clocks/clock.ts";
import type { Attainment } from "#domain/tickets/attainment.ts";

import { Part, Table } from "../../parts/table.tsx";
import type { ReportSection, ReportTools, SectionViewProps, Sentence } from "../../section.ts";
import { type ReportedTicket, type TicketsData, ticketsData } from "./data.ts";

/** Of a longer list the first pages of the extranet are the place. */
const MOST_SHOWN = 20;

export const tickets: ReportSection<TicketsData> = {
  name: "tickets",
  evidence: clocksPage,
  data: ticketsData,
  sentences: ticketSentences,
  unknown: ({ attainment, opened, open }, { t }) => {
    if (attainment.length > 0) return [];
    return opened + open === 0 ? [] : [t("tickets.unknown.noPromise")];
  },
  View: TicketsView,
};

function clocksPage({ project, month }: Pick<ReportTools, "project" | "month">): string {
  return `/projects/${project.slug}/tickets/clocks?month=${month}`;
}

function ticketSentences(data: TicketsData, tools: ReportTools): Sentence[] {
  const { t, format, project } = tools;
  const { attainment, missed } = data;
  const [opened, resolved, open] = [data.opened, data.resolved, data.open].map((count) => format.number(count));
  if (data.tickets.length === 0) {
    return [{ key: "none", text: t("tickets.none"), figures: {}, evidence: `/projects/${project.slug}/tickets` }];
  }
  const values = { opened: opened ?? "", resolved: resolved ?? "", open: open ?? "" };
  const found: Sentence[] = [
    {
      ...{ key: "counts", evidence: `/projects/${project.slug}/tickets` },
      text: t(data.open === 0 ? "tickets.noneLeft" : "tickets.counts", { ...values, count: data.opened }),
      figures: { opened: values.opened, resolved: values.resolved, ...(data.open > 0 && { open: values.open }) },
    },
  ];
  for (const { clock, met, missed: late } of attainment) {
    if (met + late === 0) continue;
    const [kept, all] = [format.number(met), format.number(met + late)];
    found.push({
      ...{ key: `clock.${clock}`, evidence: clocksPage(tools) },
      text: t(`tickets.kept.${clock}`, { kept, all }),
      figures: { [`attainment.${clock}.met`]: kept, [`attainment.${clock}.all`]: all },
    });
  }
  for (const { number, subject, clock, elapsedSeconds, targetSeconds } of missed.slice(0, 3)) {
    const [took, target] = [format.hours(elapsedSeconds), format.hours(targetSeconds)];
    found.push({
      ...{ key: `missed.${number}.${clock}`, evidence: `/projects/${project.slug}/tickets/${number}` },
      text: t(`tickets.missed.${clock}`, { number: format.number(number), subject, took, target }),
      figures: {
        [`missed.${number}.${clock}.elapsedSeconds`]: took,
        [`missed.${number}.${clock}.targetSeconds`]: target,
      },
    });
  }
  return found;
}

type Tools = Omit<SectionViewProps<TicketsData>, "data">;

function TicketsView({ data, ...tools }: SectionViewProps<TicketsData>) {
  const { t, format } = tools;
  return (
    <>
      {data.byPriority.length > 0 && (
        <Part title={t("tickets.clocks")} note={t("tickets.clocksNote")}>
          <Clocks data={data} tools={tools} />
        </Part>
      )}
      {data.tickets.length > 0 && (
        <Part
          title={t("tickets.list")}
          note={
            data.tickets.length > MOST_SHOWN
              ? t("tickets.listNote", { shown: MOST_SHOWN, all: format.number(data.tickets.length) })
              : undefined
          }
        >
          <List tickets={data.tickets.slice(-MOST_SHOWN)} tools={tools} />
        </Part>
      )}
    </>
  );
}

function Clocks({ data: { attainment, byPriority }, tools: { t, format } }: { data: TicketsData; tools: Tools }) {
  const clocks = CLOCKS.filter((clock) => attainment.some((one) => one.clock === clock));
  const columns = [
    { key: "priority", head: t("tickets.priority") },
    ...clocks.map((clock) => ({ key: clock, head: t(`tickets.clock.${clock}`), isNumeric: true })),
  ];
  const cell = (list: readonly Attainment[], clock: Clock) => {
    const found = list.find((one) => one.clock === clock);
    if (!found || found.met + found.missed === 0) return "–";
    return t("tickets.of", { kept: format.number(found.met), all: format.number(found.met + found.missed) });
  };
  const rows = [
    ...byPriority.map(({ priority, attainment: list }) => ({
      key: String(priority),
      cells: [t(`tickets.priorities.${priority}`), ...clocks.map((clock) => cell(list, clock))],
    })),
    { key: "all", isSum: true, cells: [t("tickets.all"), ...clocks.map((clock) => cell(attainment, clock))] },
  ];
  return <Table columns={columns} rows={rows} />;
}

function List({ tickets: list, tools: { t, format } }: { tickets: readonly ReportedTicket[]; tools: Tools }) {
  const columns = [
    { key: "number", head: t("tickets.number"), isWhole: true },
    { key: "subject", head: t("tickets.subject") },
    { key: "kind", head: t("tickets.kind") },
    { key: "opened", head: t("tickets.opened"), isNumeric: true },
    { key: "resolved", head: t("tickets.resolved"), isNumeric: true },
  ];
  const rows = list.map(({ number, subject, kind, openedAt, resolvedAt }) => ({
    key: String(number),
    cells: [
      String(number),
      subject,
      t(`tickets.kinds.${kind}`),
      format.day(openedAt),
      resolvedAt === null ? t("tickets.stillOpen") : format.day(resolvedAt),
    ],
  }));
  return <Table columns={columns} rows={rows} />;
}
