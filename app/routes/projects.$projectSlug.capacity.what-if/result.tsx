import { useTranslation } from "react-i18next";

import { useActionWords } from "#app/ui/capacity/action-words.ts";
import { useCapacityWords } from "#app/ui/capacity/words.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import type { Dates } from "#domain/capacity/what-if.ts";

import { Bars, Key, Months } from "./result-bars.tsx";
import type { WhatIfData } from "./route.tsx";

type Row = WhatIfData["rows"][number];

/** What the change does: what is short sooner, else what lasts longer. */
export function ResultVerdict({ data: { rows, question, today } }: { data: WhatIfData }) {
  const { t } = useTranslation("capacity");
  const words = useCapacityWords();
  const { onDay } = useActionWords();
  if (Object.keys(question.problems).length > 0) return <Verdict state="warn">{t("whatIf.notUnderstood")}</Verdict>;
  if (!question.isAsked) return <Verdict state="plan">{t("whatIf.ask")}</Verdict>;
  const moved = (isBetter: boolean) =>
    rows.filter(({ whatIf }) => {
      const order = compareDates(whatIf.before, whatIf.after);
      return isBetter ? order < 0 : order > 0;
    });
  const [sooner, later] = [moved(false), moved(true)];
  const [first] = sooner.length > 0 ? sooner : later;
  if (!first) return <Verdict state="ok">{t("whatIf.unmoved")}</Verdict>;
  const { before, after } = first.whatIf;
  const told = (day: string | null) =>
    day === null ? t("whatIf.beyond") : day <= today ? t("whatIf.already") : t("whatIf.from", { day: onDay(day) });
  const facts = { thing: words.thing(first), before: told(before.early), after: told(after.early) };
  return (
    <Verdict state={sooner.length > 0 ? "warn" : "ok"}>
      {sooner.length > 0
        ? t("whatIf.sooner", { ...facts, count: sooner.length })
        : t("whatIf.later", { ...facts, count: later.length })}
      {sooner.length > 0 && later.length > 0 && t("whatIf.andLater", { count: later.length })}
    </Verdict>
  );
}

/** Below 0 where it is short later after the change. */
function compareDates({ early: before }: Dates, { early: after }: Dates): number {
  if (before === after) return 0;
  if (after === null) return -1;
  return before === null || after < before ? 1 : -1;
}

/** Each resource as it is and as it would be, on one calendar; what neither shortens nor nears its limit is folded. */
export function Result({ data }: { data: WhatIfData }) {
  const { t } = useTranslation("capacity");
  const { rows } = data;
  const isShort = ({ whatIf, limit }: Row) =>
    whatIf.before.early !== null || whatIf.after.early !== null || (whatIf.peak?.high ?? 0) >= limit * 0.8;
  const [short, calm] = [rows.filter(isShort), rows.filter((row) => !isShort(row))];
  if (rows.length === 0) return <EmptyState title={t("none")} text={t("noneText")} />;
  return (
    <Section title={t("whatIf.result")} note={t("whatIf.resultNote")} side={<Key />}>
      {short.length === 0 ? <p className="text-ink2">{t("remaining.none")}</p> : <Table rows={short} data={data} />}
      {calm.length > 0 && (
        <details className="disclosure">
          <summary>{t("remaining.calm", { count: calm.length })}</summary>
          <Table rows={calm} data={data} />
        </details>
      )}
      <p className="label mt-3">{t("whatIf.rules")}</p>
    </Section>
  );
}

function Table({ rows, data }: { rows: readonly Row[]; data: WhatIfData }) {
  const { t } = useTranslation("capacity");
  const words = useCapacityWords();
  const { today, question } = data;
  const hasEvent = question.change.event !== null;
  return (
    <table className="remaining what-if-rows">
      <thead>
        <tr>
          <th scope="col">{t("remaining.resource")}</th>
          <th scope="col" className="remaining-calendar">
            <span className="sr-only">{t("remaining.calendar")}</span>
            <Months today={today} />
          </th>
          <th scope="col">{t("whatIf.before")}</th>
          <th scope="col">{t("whatIf.after")}</th>
          {hasEvent && <th scope="col">{t("whatIf.peak")}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.whatIf.key}>
            <th scope="row">
              <span className="mono">{row.subjectName}</span> <span className="dim">{words.resource(row)}</span>
            </th>
            <td className="remaining-calendar">
              <Bars whatIf={row.whatIf} today={today} />
            </td>
            <td data-label={t("whatIf.before")}>
              <Between dates={row.whatIf.before} today={today} />
            </td>
            <td data-label={t("whatIf.after")}>
              <b>
                <Between dates={row.whatIf.after} today={today} />
              </b>
              <Moved row={row} />
            </td>
            {hasEvent && (
              <td data-label={t("whatIf.peak")}>
                <Peak row={row} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Between({ dates: { early, late }, today }: { dates: Dates; today: string }) {
  const { t } = useTranslation("capacity");
  const words = useCapacityWords();
  const isOver = late !== null && late <= today;
  const text = words.between({ answer: isOver ? "over" : "forecast", early, late });
  return <>{text ?? t("remaining.answer.beyond")}</>;
}

function Moved({ row: { whatIf, unit, kind, limit } }: { row: Row }) {
  const { t } = useTranslation("capacity");
  const words = useCapacityWords();
  const { movedDays } = whatIf;
  return (
    <>
      {movedDays !== null && movedDays !== 0 && (
        <span className="label block">
          {t(movedDays > 0 ? "whatIf.won" : "whatIf.lost", { count: Math.abs(movedDays) })}
        </span>
      )}
      {whatIf.limit !== limit && (
        <span className="label block">
          {t("board.change.limit", { limit: words.amount(unit, whatIf.limit, kind) })}
        </span>
      )}
    </>
  );
}

/** The worst day of the event against the limit. */
function Peak({ row: { whatIf, unit, kind } }: { row: Row }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const words = useCapacityWords();
  if (!whatIf.peak || whatIf.limit <= 0) return <>–</>;
  const share = whatIf.peak.mean / whatIf.limit;
  return (
    <>
      <span className={share >= 1 ? "what-if-over" : undefined}>{format.percent(share)}</span>
      <span className="label block">{t("whatIf.upTo", { high: words.amount(unit, whatIf.peak.high, kind) })}</span>
    </>
  );
}
