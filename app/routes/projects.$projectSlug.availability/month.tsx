import { useTranslation } from "react-i18next";

import { useAvailabilityVerdict } from "#app/ui/availability/use-verdict.ts";
import { spanText } from "#app/ui/availability/words.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Segmented } from "#app/ui/segmented.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Exceptions, Verdict } from "#app/ui/verdict.tsx";
import type { ShownDecision } from "#domain/availability/decisions.ts";
import type { ServiceDowntime } from "#domain/availability/downtime.ts";
import type { KeptFile, PictureRun } from "#domain/availability/evidence.server.ts";
import type { Figures } from "#domain/availability/figures.ts";
import type { Stretch } from "#domain/availability/ledger.ts";
import type { DayPicture, MonthPicture, Stoppage } from "#domain/availability/picture.ts";
import type { Service, ShownContest } from "#domain/availability/service.ts";
import { isCounted } from "#domain/availability/verdict.ts";
import type { Loss } from "#domain/storefront/losses.ts";

import { Contests } from "./contests.tsx";
import { Decisions } from "./decisions.tsx";
import { DowntimeByService } from "./downtime-by-service.tsx";
import { MonthGrid } from "./month-grid.tsx";
import { Outage } from "./outage.tsx";
import type { OutagePicture } from "./outage-picture.server.ts";
import { Stoppages } from "./stoppages.tsx";
import { Sums } from "./sums.tsx";
import { TwelveMonths } from "./twelve-months.tsx";
import { type Chosen, ContestForm, DecideForm } from "./verdict-forms.tsx";

export interface Shown {
  readonly month: string;
  readonly months: readonly string[];
  readonly service: Service;
  readonly services: readonly Service[];
  readonly stretch: Stretch;
  readonly figures: Figures;
  readonly precisionSeconds: number;
  readonly days: readonly DayPicture[];
  readonly stoppages: readonly Stoppage[];
  /** The one that is told in full; null where the month has none. */
  readonly outage: OutagePicture | null;
  /** By the start of their outage; null where no shop pushes. */
  readonly losses: Readonly<Record<string, Loss>> | null;
  /** What check runs kept, by their ids. */
  readonly evidence: Readonly<Record<string, readonly KeptFile[]>>;
  /** The first run that kept a picture of each outage, by the outage's start. */
  readonly pictures: Readonly<Record<string, PictureRun>>;
  readonly year: readonly MonthPicture[];
  readonly downtimes: readonly ServiceDowntime[];
  readonly decisions: readonly ShownDecision[];
  readonly contests: readonly ShownContest[];
  readonly may: { readonly decide: boolean; readonly contest: boolean };
  readonly chosen: Chosen | null;
}

/** A month of a service: whether the promise holds, both figures, the hours, what stopped it and the year. */
export function MonthOfService({ shown, now, project }: { shown: Shown; now: number; project: string }) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const { month, service, stretch, figures, stoppages, may } = shown;
  const home = `${project}/availability`;
  const isOver = stretch.to <= now;
  const verdict = useAvailabilityVerdict(figures, stretch.to - 1, isOver);
  const nameOf = (of: string) => t(`months.${Number(of.slice(5))}`);
  const facts = { month: `${nameOf(month)} ${month.slice(0, 4)}`, day: format.day(now), time: format.clock(now) };
  const to = (of: string, slug: string) => `${home}?month=${of}&service=${slug}`;
  const formAt = (of: Stretch) => `${to(month, service.slug)}&openedFrom=${of.from}&openedTo=${of.to}#verdict-form`;
  const outageAt = (from: number) => `${to(month, service.slug)}&outage=${from}#outage`;
  const csv = `${home}/csv?month=${month}`;
  const writes = may.decide || may.contest;
  const form = { serviceId: service.id, chosen: shown.chosen };
  return (
    <>
      <PageHeader
        title={t("title")}
        qualifier={t(isOver ? "monthOver" : "monthUntil", facts)}
        actions={
          <>
            {shown.services.length > 1 && (
              <Segmented
                label={t("service")}
                value={service.slug}
                choices={shown.services.map(({ slug, name }) => ({ value: slug, text: name, to: to(month, slug) }))}
              />
            )}
            <Segmented
              label={t("month")}
              value={month}
              choices={shown.months.map((of) => ({ value: of, text: nameOf(of), to: to(of, service.slug) }))}
            />
          </>
        }
      />
      <div className="hero">
        <div>
          <Verdict state={verdict.state}>{verdict.sentences}</Verdict>
          <Exceptions
            rows={stoppages
              .filter((one) => isCounted(one.verdict))
              .map(({ from, to: until, told }) => ({
                key: String(from),
                state: "crit" as const,
                word: t("outage"),
                fact: t("retained", {
                  when: `${format.weekdayAndDay(from)}, ${spanText(format, from, until)}`,
                  duration: format.exactDuration((until - from) / 1_000),
                  context: told ? "told" : undefined,
                  told,
                }),
                link: { to: outageAt(from), text: t("seeEvidence") },
              }))}
          />
        </div>
        <Sums {...shown} now={now} />
      </div>
      <MonthGrid days={shown.days} now={now} />
      {shown.outage && (
        <Outage
          {...{ project, csv }}
          picture={shown.outage}
          losses={shown.losses}
          evidence={shown.evidence}
          pictures={shown.pictures}
        />
      )}
      <Stoppages
        stoppages={stoppages}
        losses={shown.losses}
        evidence={shown.evidence}
        pictures={shown.pictures}
        project={project}
        csv={csv}
        outageAt={outageAt}
        act={writes ? { verb: t(may.decide ? "reclassifyThis" : "contestThis"), formAt } : undefined}
      />
      <div className="columns-half">
        <DowntimeByService downtimes={shown.downtimes} to={(slug) => to(month, slug)} />
        <TwelveMonths year={shown.year} promised={service.promisedRatio} to={(of) => to(of, service.slug)} />
      </div>
      <div className={writes ? "columns-side" : "columns-half"}>
        <div className="min-w-0">
          <Decisions decisions={shown.decisions} />
          <Contests contests={shown.contests} mayAnswer={may.decide} formAt={formAt} />
        </div>
        {writes && (
          <div id="verdict-form">
            {may.decide && <DecideForm {...form} />}
            {may.contest && <ContestForm {...form} />}
          </div>
        )}
      </div>
    </>
  );
}
