import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { briefPercent } from "#app/ui/availability/words.ts";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { ServiceDowntime } from "#domain/availability/downtime.ts";

interface DowntimeByServiceProps {
  readonly downtimes: readonly ServiceDowntime[];
  readonly to: (slug: string) => string;
}

/** What each service did not do, in the month and in twelve: outages that count, for how long, and what is left of 100 %. */
export function DowntimeByService({ downtimes, to }: DowntimeByServiceProps) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const columns = ["outages", "downtime", "contractual", "yearOutages", "yearDowntime", "yearContractual"] as const;
  return (
    <Section title={t("services.title")} note={t("services.note")}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t("service")}</th>
            {columns.map((key) => (
              <th key={key} scope="col" className="numeric">
                {t(`services.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {downtimes.map(({ service, month, year }) => {
            const cells = {
              outages: format.number(month.outages),
              downtime: format.exactDuration(month.countedMs / 1_000),
              contractual: `${briefPercent(format, month.contractual)}`,
              yearOutages: format.number(year.outages),
              yearDowntime: format.duration(year.countedMs / 1_000),
              yearContractual: briefPercent(format, year.contractual),
            };
            return (
              <tr key={service.slug}>
                <th scope="row">
                  <Link to={to(service.slug)}>{service.name}</Link>
                </th>
                {columns.map((key) => (
                  <td key={key} className="numeric" data-label={t(`services.${key}`)}>
                    {key === "contractual" && month.isKept === false ? (
                      <StateWord state="crit" word={cells[key]} />
                    ) : (
                      cells[key]
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
