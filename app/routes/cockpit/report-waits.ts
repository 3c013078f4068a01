import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";

import { useMonthName } from "#app/ui/reports/use-month.ts";
import type { ExceptionRow } from "#app/ui/verdict.tsx";

import type { CockpitPicture } from "./picture.server.ts";

type Reports = SerializeFrom<CockpitPicture>["reports"];
type Place = (projectId: number) => { readonly home: string; readonly name: string };

/** Reports that the team has in hand: to write, to review, to publish. */
export function useReportOurs(): (reports: Reports, place: Place) => ExceptionRow[] {
  const { t } = useTranslation("cockpit");
  const monthIn = useMonthName();
  return (reports, place) =>
    reports
      .filter(({ state }) => state !== "client")
      .map(({ projectId, month, state }) => {
        const { home, name } = place(projectId);
        return {
          key: `report-${projectId}-${month}`,
          state: "you" as const,
          word: t(`word.report.${state}`),
          fact: t("ours.report", { month: monthIn(month), name }),
          link: { to: `${home}/reports/${month}`, text: t("open.report") },
        };
      });
}

/** Reports that the client reads and has not validated yet. */
export function useReportTheirs(): (reports: Reports, place: Place) => ExceptionRow[] {
  const { t } = useTranslation("cockpit");
  const monthIn = useMonthName();
  return (reports, place) =>
    reports
      .filter(({ state }) => state === "client")
      .map(({ projectId, month }) => {
        const { home, name } = place(projectId);
        return {
          key: `report-${projectId}-${month}`,
          state: "sign" as const,
          fact: t("theirs.report", { month: monthIn(month), name }),
          link: { to: `${home}/reports/${month}`, text: t("open.report") },
        };
      });
}
