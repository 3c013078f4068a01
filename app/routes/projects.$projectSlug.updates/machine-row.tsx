import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { StateMark } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { OLD_LISTS_MS, urgencyOf } from "#domain/updates/pending.ts";

import { Packages } from "./packages.tsx";
import { receivedMachine } from "./received.ts";
import type { UpdatesData } from "./route.tsx";

interface MachineRowProps {
  readonly one: UpdatesData["machines"][number];
  readonly slug: string;
  readonly now: number;
  /** The form that plans its updates; null for who plans nothing. */
  readonly plan: string | null;
}

const MARKS = { endOfLife: "crit", security: "warn", others: "plan", unknown: "mute", none: "ok" } as const;

/** One machine: what presses, its system's end, the age of what is known, what the last work left, and the packages. */
export function MachineRow({ one, slug, now, plan }: MachineRowProps) {
  const { t } = useTranslation("updates");
  const { machine, report } = one;
  const urgency = urgencyOf(receivedMachine(one));
  return (
    <article className="updates-machine" aria-label={machine}>
      <header>
        <h3>
          <Link className="mono" to={`/projects/${slug}/machines/${machine}`}>
            {machine}
          </Link>
        </h3>
        <p>
          <StateMark state={MARKS[urgency]} /> <Waiting report={report} />
        </p>
        {plan && report && report.total > 0 && <Link to={plan}>{t("planOne")}</Link>}
      </header>
      {report && <SystemLine report={report} now={now} />}
      {one.after && <AfterLine after={one.after} slug={slug} />}
      {report && report.packages.length > 0 && <Packages {...report} />}
    </article>
  );
}

function Waiting({ report }: Pick<MachineRowProps["one"], "report">) {
  const { t } = useTranslation("updates");
  if (!report) return t("untold");
  if (report.listsAt === null) return t("noLists");
  if (report.total === 0) return t("nothing");
  return t("pending", { count: report.total, security: t("security", { count: report.security }) });
}

type Report = NonNullable<MachineRowProps["one"]["report"]>;

function SystemLine({ report: { os, endOfLife, listsAt }, now }: { report: Report; now: number }) {
  const { t } = useTranslation("updates");
  const format = useFormat();
  const at = parseOptionalInstant(listsAt);
  const isOld = at !== null && now - at > OLD_LISTS_MS;
  const day = endOfLife && format.fullDay(Date.parse(`${endOfLife.lastDay}T12:00:00Z`));
  return (
    <p className="label">
      {t("system", { id: os.id, version: os.version })} ·{" "}
      {endOfLife ? t(`endOfLife.${endOfLife.urgency}`, { day }) : t("endOfLife.unknown")}
      {at !== null && (
        <>
          {" · "}
          <span className={isOld ? "updates-old" : undefined}>
            {t(isOld ? "listsOld" : "lists", { age: format.age(at, now) })}
          </span>
        </>
      )}
    </p>
  );
}

function AfterLine({ after, slug }: { after: NonNullable<MachineRowProps["one"]["after"]>; slug: string }) {
  const { t } = useTranslation("updates");
  const format = useFormat();
  const { installed, remaining, title, interventionId, endedAt } = after;
  const facts = { installed: t("installed", { count: installed }), day: format.day(parseInstant(endedAt)) };
  return (
    <p>
      {t(remaining.length === 0 ? "afterAll" : "afterSome", { ...facts, remaining: remaining.slice(0, 6).join(", ") })}{" "}
      <Link to={`/projects/${slug}/interventions/${interventionId}`}>{title}</Link>
    </p>
  );
}
