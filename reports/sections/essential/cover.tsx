import { wallTime } from "#domain/metrics/wall-time.ts";
import { Ridgeline, type RidgeMark } from "../../charts/ridgeline.tsx";
import { monthName } from "../../month-name.ts";
import { dayWords } from "../../parts/day-words.ts";
import { Mark, type MarkKind } from "../../parts/mark.tsx";
import type { SectionViewProps } from "../../section.ts";
import type { EssentialData } from "./data.ts";

const DAY_MS = 86_400_000;

/** Whose report it is, of when, and the month in two sentences over every day of its shop. */
export function Cover({ data, words, ...tools }: SectionViewProps<EssentialData>) {
  const { t, project, month, issue } = tools;
  const { provider, manager, edition, reason, isDraft } = issue;
  const established = dayWords(wallTime(issue.establishedAt, project.timeZone).slice(0, 10), t);
  return (
    <div className="cover">
      <div className="cover-top">
        <span className="report-brand">
          <Helm />
          {provider.name}
        </span>
        <span>
          {t(isDraft ? "essential.draftFor" : "essential.preparedFor", {
            client: project.clientName,
            day: established,
          })}
        </span>
      </div>
      <h1>
        {project.name}
        <br />
        {monthName(month, t)}
      </h1>
      {edition > 1 && <p className="cover-edition">{t("essential.edition", { edition, reason })}</p>}
      <div className="cover-verdict">
        <Mark kind={markOf(data)} size="large" />
        {words}
      </div>
      <Ridges data={data} tools={tools} />
      {manager && (
        <p className="cover-manager">
          {t(manager.telephone ? "essential.managerWithTelephone" : "essential.manager", {
            name: manager.name,
            telephone: manager.telephone ?? "",
          })}
        </p>
      )}
    </div>
  );
}

function markOf({ service }: EssentialData): MarkKind {
  if (!service || service.isKept === null) return "mute";
  return service.isKept ? "ok" : "crit";
}

function Ridges({
  data,
  tools,
}: {
  data: EssentialData;
  tools: Omit<SectionViewProps<EssentialData>, "data" | "words">;
}) {
  const { t, format } = tools;
  const days = data.orders?.days ?? [];
  const last = days.at(-1);
  if (!last || days.every(({ pace }) => pace.every((value) => value === null))) return null;
  const marks = (data.service?.outages ?? []).flatMap(({ from, to, isCounted }): RidgeMark[] => {
    const day = days.findLast(({ at }) => at <= from);
    if (!isCounted || !day) return [];
    const words = t("essential.outageWords", {
      when: `${format.day(from)}, ${format.clock(from)}`,
      duration: format.duration((to - from) / 1_000),
    });
    return [{ row: day.day - 1, along: Math.min(1, (from - day.at) / DAY_MS), words }];
  });
  const span = { first: format.day(days[0]?.at ?? 0), last: format.day(last.at) };
  return (
    <>
      <p className="cover-label">{t("essential.ridges", span)}</p>
      <Ridgeline
        id="essential-ridges"
        title={t("essential.ridgesTitle")}
        description={t("essential.ridgesWords", { ...span, count: marks.length })}
        ridges={days.map(({ day, pace, isSunday, isHoliday }) => ({
          label: day === 1 || day % 5 === 0 || day === last.day ? String(day) : null,
          values: pace,
          isQuiet: isSunday || isHoliday,
        }))}
        marks={marks}
        hours={[0, 6, 12, 18, 24].map((hour) => `${hour}\u00a0h`)}
      />
    </>
  );
}

function Helm() {
  return (
    <svg viewBox="0 0 26 26" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="1.6">
        <circle cx="13" cy="13" r="8.2" />
        <path d="M13 0V4.8M13 21.2V26M0 13H4.8M21.2 13H26M3.8 3.8 7.2 7.2M18.8 18.8 22.2 22.2M3.8 22.2 7.2 18.8" />
      </g>
      <path d="M13 13 20.6 5.4 14.8 14.8Z" fill="currentColor" />
      <circle cx="13" cy="13" r="2.2" fill="currentColor" />
    </svg>
  );
}
