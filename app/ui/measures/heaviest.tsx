import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { useChartAddress } from "#app/ui/chart/address.ts";
import { Gauge } from "#app/ui/gauge.tsx";
import { Section } from "#app/ui/section.tsx";
import { Segmented } from "#app/ui/segmented.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { WEIGHTS, type Weight } from "#domain/consumption/picture.ts";
import { windowQuery } from "#domain/metrics/window.ts";
import { factorOf } from "./figures.ts";
import type { GroupPicture } from "./picture.ts";
import { quantityText } from "./words.ts";

interface HeaviestProps {
  readonly picture: GroupPicture;
  /** Machines of several projects: each says of which it is. */
  readonly namesProjects?: boolean;
}

/** The machines that weigh most, each with its share and the way to its own charts in the same window. */
export function Heaviest({ picture, namesProjects = false }: HeaviestProps) {
  const { t } = useTranslation("measures");
  const format = useFormat();
  const address = useChartAddress();
  const { heaviest, by, window } = picture;
  if (heaviest === null) return null;
  const query = windowQuery(window, format.timeZone);
  return (
    <Section
      title={t("heaviest.title")}
      note={t("heaviest.note")}
      side={
        <Segmented<Weight>
          label={t("heaviest.by")}
          value={by}
          choices={WEIGHTS.map((value) => ({ value, text: t(`short.${value}`), to: address.changed({ by: value }) }))}
        />
      }
    >
      {heaviest.length === 0 ? (
        <p className="dim">{t("heaviest.none")}</p>
      ) : (
        <div className="data-table-scroll">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">{t("heaviest.machine")}</th>
                <th scope="col" className="numeric">
                  {t(by === "cpu" && factorOf("cpu", picture) === 1 ? "row.cpu" : `short.${by}`)}
                </th>
                <th scope="col" className="data-table-wide">
                  <span className="sr-only">{t("heaviest.gauge")}</span>
                </th>
                <th scope="col" className="numeric">
                  {t("heaviest.share")}
                </th>
              </tr>
            </thead>
            <tbody>
              {heaviest.map(({ machine, project, used, share }) => (
                <tr key={`${project.slug}/${machine}`}>
                  <th scope="row">
                    <Link className="mono" to={`/projects/${project.slug}/machines/${machine}?${query}`}>
                      {machine}
                    </Link>
                    {namesProjects && <span className="dim"> {project.name}</span>}
                  </th>
                  <td className="numeric" data-label={t(`short.${by}`)}>
                    {quantityText(by, used * factorOf(by, picture), picture, format)}
                  </td>
                  <td className="data-table-wide">
                    <Gauge ratio={share} />
                  </td>
                  <td className="numeric" data-label={t("heaviest.share")}>
                    {format.percent(share)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
