import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Age } from "#app/ui/age.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { CheckStateWord } from "./check-state.tsx";
import { type ShownCheck, targetText } from "./shown.ts";

interface CheckTableProps {
  readonly checks: readonly ShownCheck[];
  readonly chosenId: number | null;
  readonly slug: string;
  readonly now: number;
}

/** Every check of the project: its state, what it looks at, how often, and when it last did. */
export function CheckTable({ checks, chosenId, slug, now }: CheckTableProps) {
  const { t } = useTranslation("checks");
  const format = useFormat();
  if (checks.length === 0) return <EmptyState title={t("none")} text={t("noneText")} />;
  return (
    <Section title={t("list")} note={t("listNote")}>
      <div className="data-table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("columns.name")}</th>
              <th scope="col">{t("columns.state")}</th>
              <th scope="col">{t("columns.target")}</th>
              <th scope="col">{t("columns.from")}</th>
              <th scope="col" className="figure">
                {t("columns.every")}
              </th>
              <th scope="col">{t("columns.last")}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => (
              <tr key={check.id} aria-current={check.id === chosenId || undefined}>
                <th scope="row">
                  <Link to={`/projects/${slug}/checks?check=${check.id}`}>{check.name}</Link>
                  {check.decides && <span className="dim"> · {t("decides")}</span>}
                </th>
                <td>
                  <CheckStateWord check={check} now={now} />
                </td>
                <td>
                  {t(`kind.${check.target.kind}`)} <span className="mono dim">{targetText(check.target)}</span>
                </td>
                <td data-label={t("columns.from")}>
                  {check.probe ? t(`from.${check.probe.kind}`, { name: check.probe.name }) : t("from.here")}
                </td>
                <td className="figure" data-label={t("columns.every")}>
                  {format.duration(check.intervalSeconds)}
                </td>
                <td data-label={t("columns.last")}>{check.lastRun ? <Age at={check.lastRun.at} /> : t("never")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
