import { dayWords, shortDayWords } from "../../parts/day-words.ts";
import { Mark, Marked, type MarkKind } from "../../parts/mark.tsx";
import { moneyWords } from "../../parts/money.ts";
import { Part, Table } from "../../parts/table.tsx";
import type { ReportSection, ReportTools, SectionViewProps, Sentence } from "../../section.ts";
import { type Ask, type DecisionsData, decisionsData, type ReportedAction } from "./data.ts";

export const decisions: ReportSection<DecisionsData> = {
  name: "decisions",
  evidence: actionsPage,
  data: decisionsData,
  sentences: decisionSentences,
  unknown: () => [],
  View: DecisionsView,
};

function actionsPage({ project }: Pick<ReportTools, "project">): string {
  return `/projects/${project.slug}/capacity/actions`;
}

function decisionSentences({ asks, actions, pins }: DecisionsData, tools: ReportTools): Sentence[] {
  const { t, format } = tools;
  const found: Sentence[] = [];
  for (const ask of asks) {
    const values = { title: ask.title, cost: costWords(ask, tools), day: ask.dueOn ? dayWords(ask.dueOn, t) : "" };
    const key = `decisions.ask.${ask.dueOn ? "until" : "open"}${values.cost ? "WithCost" : ""}`;
    found.push({
      ...{ key: `ask.${ask.kind}.${ask.id}`, text: t(key, values), evidence: proofOf(ask, tools) },
      figures: {
        ...(values.day && { [`asks.${ask.kind}.${ask.id}.dueOn`]: values.day }),
        ...(values.cost && { [`asks.${ask.kind}.${ask.id}.cost`]: values.cost }),
      },
    });
  }
  for (const { id, title, doneAt } of actions.filter(({ state }) => state === "done")) {
    const day = format.day(doneAt ?? 0);
    found.push({
      ...{ key: `done.${id}`, text: t("decisions.done", { title, day }), evidence: actionsPage(tools) },
      figures: { [`actions.${id}.doneAt`]: day },
    });
  }
  for (const { id, sentence, path } of pins) {
    found.push({ key: `pin.${id}`, text: sentence, figures: {}, evidence: path });
  }
  if (found.length > 0) return found;
  return [{ key: "none", text: t("decisions.none"), figures: {}, evidence: actionsPage(tools) }];
}

function proofOf({ kind, id }: Ask, tools: ReportTools): string {
  return kind === "action" ? actionsPage(tools) : `/projects/${tools.project.slug}/interventions/${id}`;
}

/** "38 € par mois"; empty where nothing is charged. */
export function costWords(
  { costMonthly, costOnce, currency }: Pick<Ask, "costMonthly" | "costOnce" | "currency">,
  { t, format }: Pick<ReportTools, "t" | "format">,
): string {
  const monthly = costMonthly ? t("decisions.monthly", { money: moneyWords(format, costMonthly, currency) }) : "";
  const once = costOnce ? t("decisions.once", { money: moneyWords(format, costOnce, currency) }) : "";
  return [once, monthly].filter(Boolean).join(t("decisions.and"));
}

/** What is asked, with its day: also on the first pages. */
export function Asks({ asks, tools }: { asks: readonly Ask[]; tools: Pick<ReportTools, "t" | "format"> }) {
  const { t, format } = tools;
  return (
    <ul className="report-facts">
      {asks.map((ask) => {
        const cost = costWords(ask, tools);
        return (
          <li key={`${ask.kind} ${ask.id}`}>
            <Mark kind="sign" />
            <span>
              <b>{ask.title}</b>
              {cost && `, ${cost}`}
              {ask.detail && `. ${ask.detail}`}
            </span>
            <span className="report-whole">
              {ask.dueOn && t("decisions.before", { day: shortDayWords(ask.dueOn, format) })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

type Tools = Omit<SectionViewProps<DecisionsData>, "data">;

const MARKS: Readonly<Record<ReportedAction["state"], MarkKind>> = {
  ...{ proposed: "sign", agreed: "plan", planned: "plan", done: "ok", dropped: "mute" },
};

function DecisionsView({ data: { actions, events }, ...tools }: SectionViewProps<DecisionsData>) {
  const { t } = tools;
  return (
    <>
      {actions.length > 0 && (
        <Part title={t("decisions.actions")}>
          <Actions actions={actions} tools={tools} />
        </Part>
      )}
      {events.length > 0 && (
        <Part title={t("decisions.events")} note={t("decisions.eventsNote")}>
          <Events events={events} tools={tools} />
        </Part>
      )}
    </>
  );
}

function Actions({ actions, tools }: { actions: readonly ReportedAction[]; tools: Tools }) {
  const { t, format } = tools;
  const columns = [
    { key: "title", head: t("decisions.action") },
    { key: "about", head: t("decisions.about") },
    { key: "state", head: t("decisions.state") },
    { key: "owner", head: t("decisions.owner") },
    { key: "cost", head: t("decisions.cost"), isNumeric: true },
    { key: "due", head: t("decisions.due"), isNumeric: true },
  ];
  const rows = actions.map((action) => ({
    key: String(action.id),
    cells: [
      action.title,
      action.about,
      <Marked key="state" kind={MARKS[action.state]}>
        {t(`decisions.states.${action.state}`)}
      </Marked>,
      action.owner || "–",
      costWords(action, tools) || "–",
      action.dueOn ? shortDayWords(action.dueOn, format) : "–",
    ],
  }));
  return <Table columns={columns} rows={rows} />;
}

function Events({ events, tools: { t, format } }: { events: DecisionsData["events"]; tools: Tools }) {
  const columns = [
    { key: "when", head: t("decisions.when"), isWhole: true },
    { key: "title", head: t("decisions.event") },
    { key: "expected", head: t("decisions.expected"), isNumeric: true },
    { key: "measured", head: t("decisions.measured"), isNumeric: true },
  ];
  const change = (multiplier: number) => `${multiplier < 1 ? "−" : "+"}${format.percent(Math.abs(multiplier - 1))}`;
  const rows = events.map(({ id, title, startsOn, endsOn, multiplier, measured }) => ({
    key: String(id),
    cells: [
      `${shortDayWords(startsOn, format)} → ${shortDayWords(endsOn, format)}`,
      title,
      change(multiplier),
      measured === null ? "–" : change(measured),
    ],
  }));
  return <Table columns={columns} rows={rows} />;
}
