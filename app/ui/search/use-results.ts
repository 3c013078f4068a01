import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { formatFor } from "#app/ui/format.ts";
import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { useViewer } from "#app/ui/viewer.tsx";

import { dateAddress, markAddress } from "./addresses.ts";
import type { SearchAnswer } from "./answer.ts";

export interface SearchResult {
  readonly to: string;
  readonly text: string;
  /** Names of machines. */
  readonly isMono: boolean;
  readonly note: string;
}

export interface ResultGroup {
  readonly name: string;
  readonly results: readonly SearchResult[];
}

/** An answer in words and addresses: groups that hold something, in the order in which they are read. */
export function useResults(answer: SearchAnswer | null): ResultGroup[] {
  const { t } = useTranslation("search");
  const { locale } = useViewer();
  return useMemo(() => {
    if (!answer) return [];
    const { on, now, timeZone, namesProjects, hits } = answer;
    const format = formatFor(locale, timeZone);
    const clock = { now, timeZone };
    const joined = (...parts: readonly string[]) => parts.filter(Boolean).join(" · ");
    const of = (project: { readonly name: string }) => (namesProjects ? project.name : "");
    const groups: ResultGroup[] = [
      {
        name: t("group.date"),
        results: (hits.date ? [hits.date] : []).map((date) => ({
          to: dateAddress(on, date, clock),
          text: date.at === null ? format.fullDay(date.from) : format.dateTime(date.at),
          isMono: false,
          note: t(date.at === null ? "day" : "moment", {
            from: format.moment(date.from, now),
            to: format.moment(date.to, now),
          }),
        })),
      },
      {
        name: t("group.machines"),
        results: hits.machines.map(({ project, name, position, role }) => ({
          to: `/projects/${project.slug}/machines/${name}`,
          text: name,
          isMono: true,
          note: joined(role[locale], position, of(project)),
        })),
      },
      {
        name: t("group.tickets"),
        results: hits.tickets.map(({ project, number, subject }) => ({
          to: `/projects/${project.slug}/tickets/${number}`,
          text: subject,
          isMono: false,
          note: joined(t("ticket", { number }), of(project)),
        })),
      },
      {
        name: t("group.applications"),
        results: hits.applications.map(({ project, slug, name }) => ({
          to: `/projects/${project.slug}/applications/${slug}`,
          text: name,
          isMono: false,
          note: of(project),
        })),
      },
      {
        name: t("group.projects"),
        results: hits.projects.map(({ slug, name, client }) => ({
          to: `/projects/${slug}`,
          text: name,
          isMono: false,
          note: client,
        })),
      },
      {
        name: t("group.marks"),
        results: hits.marks.map(({ project, kind, title, ...mark }) => {
          const at = parseInstant(mark.at);
          return {
            to: markAddress(project.slug, { at, until: parseOptionalInstant(mark.until) }, clock),
            text: title,
            isMono: false,
            note: joined(t(`marks:kind.${kind}`), format.dateTime(at), of(project)),
          };
        }),
      },
      {
        name: t("group.articles"),
        results: hits.articles.map(({ id, title }) => ({
          to: `/knowledge/${id}`,
          text: title,
          isMono: false,
          note: t("knowledge:number", { id }),
        })),
      },
    ];
    return groups.filter(({ results }) => results.length > 0);
  }, [answer, locale, t]);
}
