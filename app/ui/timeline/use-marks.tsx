import type { SerializeFrom } from "@remix-run/node";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Trans } from "react-i18next/TransWithoutContext";

import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { FindingSentence } from "#app/ui/live/finding.tsx";
import type { RulerFlag } from "#app/ui/ruler.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { TimelineEntry } from "#domain/timeline/entry.ts";

export type SentEntry = SerializeFrom<TimelineEntry>;

/** An entry in words, as charts number it and list it. */
export interface ToldEntry {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly until: number | null;
  /** It has no end yet. */
  readonly isLasting?: boolean;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly gapReason?: string;
  readonly link?: { readonly to: string; readonly text: string };
}

interface Telling {
  /** The page is about this machine: nothing leads to it. */
  readonly machine?: string;
  /** The page is about several projects: each entry names its own. */
  readonly namesProjects?: boolean;
  /** Of the address of a machine's page: the same window. "?range=7d", or nothing. */
  readonly window?: string;
}

/** What happened, in words and with a link to where it happened. Entries come in order of time. */
export function useMarks(
  entries: readonly SentEntry[],
  { machine, namesProjects = false, window = "" }: Telling = {},
): ToldEntry[] {
  const { t } = useTranslation(["marks", "machines", "incidents", "interventions"]);
  return useMemo(
    () =>
      entries.map((entry) => {
        const at = parseInstant(entry.at);
        const base = { id: entry.id, at, until: parseOptionalInstant(entry.until) };
        const project = namesProjects ? `${entry.project.name} · ` : "";
        if (entry.kind === "mark") {
          return {
            ...base,
            title: entry.title,
            detail: (
              <>
                {project}
                {t(`marks:kind.${entry.mark}`)} · {entry.author}
                {entry.detail && ` · ${entry.detail}`}
                {entry.url && (
                  <>
                    {" · "}
                    <a href={entry.url} rel="noreferrer">
                      {t("marks:follow")}
                    </a>
                  </>
                )}
              </>
            ),
          };
        }
        const isLasting = base.until === null;
        if (entry.kind === "incident") {
          return {
            ...base,
            isLasting,
            title: entry.title,
            detail: `${project}${t("incidents:mark")} · ${t(`incidents:impact.${entry.impact}`)}`,
            link: {
              to: `/projects/${entry.project.slug}/incidents#incident-${entry.incidentId}`,
              text: t("incidents:see"),
            },
          };
        }
        if (entry.kind === "intervention") {
          const state = t(`interventions:state.${entry.state}`);
          return {
            ...base,
            isLasting,
            title: entry.title,
            detail: `${project}${t("interventions:mark", { state, machines: entry.machines.join(", ") })}`,
            link: {
              to: `/projects/${entry.project.slug}/interventions/${entry.interventionId}`,
              text: t("interventions:see"),
            },
          };
        }
        const isLoss = entry.kind === "dropped";
        return {
          ...base,
          isLasting,
          title: isLoss ? (
            <Loss machine={entry.machine} samples={entry.samples} />
          ) : (
            <FindingSentence
              kind={entry.times > 1 ? "repeated" : "change"}
              machine={entry.machine}
              state={entry}
              now={at}
              times={entry.times}
            />
          ),
          gapReason: isLoss ? t("machines:dropped.reason") : undefined,
          detail: namesProjects ? entry.project.name : undefined,
          link:
            entry.machine === machine
              ? undefined
              : {
                  to: `/projects/${entry.project.slug}/machines/${entry.machine}${window}`,
                  text: t("machines:see", { machine: entry.machine }),
                },
        };
      }),
    [entries, machine, namesProjects, window, t],
  );
}

function Loss({ machine, samples }: { machine: string; samples: number }) {
  const { t } = useTranslation("machines");
  const format = useFormat();
  return (
    <Trans
      t={t}
      i18nKey="dropped.title"
      count={samples}
      values={{ machine, number: format.number(samples) }}
      components={{ m: <span className="mono whole" /> }}
    />
  );
}

/** The same as flags of a ruler of weeks, short. */
export function useFlags(entries: readonly SentEntry[]): RulerFlag[] {
  const { t } = useTranslation(["marks", "machines"]);
  const format = useFormat();
  return useMemo(
    () =>
      entries.map((entry) => {
        const at = parseInstant(entry.at);
        const when = format.day(at);
        if (entry.kind === "mark") return { at, text: t("marks:flag", { when, title: entry.title }) };
        if (entry.kind === "incident") {
          return { at, text: t("marks:flag", { when, title: entry.title }), isOutage: entry.impact === "down" };
        }
        if (entry.kind === "intervention") {
          return { at, text: t("marks:flag", { when, title: entry.title }), tone: "sea" as const };
        }
        const { machine } = entry;
        if (entry.kind === "dropped") return { at, text: t("machines:flag.dropped", { when, machine }) };
        const isRepeated = entry.times > 1;
        const text = t(`machines:${isRepeated ? "flagRepeated" : "flag"}.${entry.state}`, {
          when,
          machine,
          times: format.number(entry.times),
        });
        return { at, text, isOutage: entry.state === "crit" };
      }),
    [entries, format, t],
  );
}
