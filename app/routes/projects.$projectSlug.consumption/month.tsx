import { useTranslation } from "react-i18next";

import { PageHeader } from "#app/ui/page-header.tsx";
import { Segmented } from "#app/ui/segmented.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import { Contract } from "./contract.tsx";
import { Days } from "./days.tsx";
import { Known } from "./known.tsx";
import { Lead } from "./lead.tsx";
import { Parts } from "./parts.tsx";
import { QuotaGauge } from "./quota-gauge.tsx";
import type { Shown } from "./route.tsx";
import { Statement } from "./statement.tsx";
import { Backups, Databases } from "./stores.tsx";
import { useConsumptionVerdict } from "./use-verdict.ts";
import { Year } from "./year.tsx";

/** A month of a project: what was used, what it will be at its end, what it costs; then each part, and how it is counted. */
export function MonthOfProject({ shown, project }: { shown: Shown; project: string }) {
  const { t } = useTranslation(["consumption", "availability"]);
  const format = useFormat();
  const { consumption, statement, contract, now } = shown;
  const { month, isOver } = consumption;
  const verdict = useConsumptionVerdict({ ...consumption, knownUntil: consumption.until });
  const home = `${project}/consumption`;
  const to = (of: string) => `${home}?month=${of}`;
  const nameOf = (of: string) => t(`availability:months.${Number(of.slice(5))}`);
  const facts = { month: `${nameOf(month)} ${month.slice(0, 4)}`, day: format.day(now), time: format.clock(now) };
  return (
    <>
      <PageHeader
        title={t("consumption:title")}
        qualifier={t(isOver ? "availability:monthOver" : "availability:monthUntil", facts)}
        actions={
          <Segmented
            label={t("availability:month")}
            value={month}
            choices={shown.months.map((of) => ({ value: of, text: nameOf(of), to: to(of) }))}
          />
        }
      />
      <div className="hero">
        <div>
          <Verdict state={verdict.state}>{verdict.sentences}</Verdict>
          {consumption.quota && <QuotaGauge quota={consumption.quota} projection={consumption.projection} />}
          <p className="label mt-4">
            <a href={`${home}/csv?month=${month}`}>{t("consumption:csv")}</a> ·{" "}
            <a href={`${home}/xlsx?month=${month}`}>{t("consumption:xlsx")}</a>
          </p>
        </div>
        <Lead consumption={consumption} statement={statement} />
      </div>
      <Days consumption={consumption} now={now} />
      {statement && <Statement statement={statement} applications={consumption.applications} />}
      <Parts consumption={consumption} project={project} />
      <div className="columns-half">
        <Databases uses={consumption.databases} />
        <Backups backups={consumption.backups} />
      </div>
      <div className="columns-half">
        <Year consumption={consumption} to={to} />
        <Known consumption={consumption} />
      </div>
      {contract && <Contract contract={contract} applications={consumption.applications} />}
    </>
  );
}
