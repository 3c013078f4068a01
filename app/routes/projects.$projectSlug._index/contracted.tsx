import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { ShownMachine } from "#domain/machines/live.ts";
import type { ProjectHome } from "#domain/projects/queries.server.ts";

interface ContractedProps {
  readonly facts: ProjectHome;
  readonly machines: readonly ShownMachine[];
  /** Address of the project. */
  readonly home: string;
}

/** The pools that each application has by contract. */
export function Contracted({ facts, machines, home }: ContractedProps) {
  const { t } = useTranslation("projects");
  const format = useFormat();
  if (facts.applications.length === 0) return null;
  return (
    <Section title={t("home.pools")} side={<Link to={`${home}/measures`}>{t("home.measures")}</Link>}>
      <div className="data-table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("home.application")}</th>
              <th scope="col" className="numeric">
                {t("home.machines")}
              </th>
              <th scope="col" className="numeric">
                {t("home.cpu")}
              </th>
              <th scope="col" className="numeric">
                {t("home.memory")}
              </th>
              <th scope="col" className="numeric">
                {t("home.disk")}
              </th>
            </tr>
          </thead>
          <tbody>
            {facts.applications.map(({ slug, name, pool }) => (
              <tr key={slug}>
                <th scope="row">
                  <Link to={`${home}/applications/${slug}`}>{name}</Link>
                </th>
                <td className="numeric" data-label={t("home.machines")}>
                  {format.number(machines.filter(({ application }) => application?.slug === slug).length)}
                </td>
                <td className="numeric" data-label={t("home.cpu")}>
                  {pool ? `${format.number(pool.cpuGhz)}\u00a0GHz` : t("home.notContracted")}
                </td>
                <td className="numeric" data-label={t("home.memory")}>
                  {pool ? format.memory(pool.memoryBytes) : "–"}
                </td>
                <td className="numeric" data-label={t("home.disk")}>
                  {pool ? format.memory(pool.diskBytes) : "–"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
