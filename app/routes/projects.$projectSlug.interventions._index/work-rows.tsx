import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { InterventionState } from "#app/ui/interventions/state.tsx";
import { useWindow } from "#app/ui/interventions/use-window.ts";
import { Verdict } from "#app/ui/verdict.tsx";

import type { ShownWork } from "./shown.ts";

/** The list: one row each, the window first. */
export function WorkRows({ works, home }: { works: readonly ShownWork[]; home: string }) {
  const inWords = useWindow();
  return (
    <ul className="record-rows">
      {works.map((work) => (
        <li key={work.id}>
          <p className="label">{inWords(work)}</p>
          <p>
            <Link to={`${home}/${work.id}`}>{work.title}</Link>{" "}
            <span className="mono text-[13px] text-ink3">{work.machines.join(" ")}</span>
          </p>
          <InterventionState state={work.state} />
        </li>
      ))}
    </ul>
  );
}

/** What comes next, before any calendar. */
export function NextWork({ work, home }: { work: ShownWork | null; home: string }) {
  const { t } = useTranslation("interventions");
  const inWords = useWindow();
  if (!work) return <Verdict state="ok">{t("nextNone")}</Verdict>;
  return (
    <>
      <Verdict state="plan">{work.title}</Verdict>
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 pb-6">
        <span>{inWords(work)}</span>
        <InterventionState state={work.state} />
        <Link to={`${home}/${work.id}`}>{t("see")}</Link>
      </p>
    </>
  );
}
