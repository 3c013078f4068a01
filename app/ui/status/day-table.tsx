import { useTranslation } from "react-i18next";

import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { StatusDay } from "#domain/status/days.ts";

import { STATUS_MARKS } from "./words.ts";

interface NamedDays {
  readonly serviceId: number;
  readonly name: string;
  readonly days: readonly StatusDay[];
}

/** The bars in words: a row a day, newest first, a column a service. */
export function DayTable({ components }: { components: readonly NamedDays[] }) {
  const { t } = useTranslation("status");
  const format = useFormat();
  const days = components[0]?.days ?? [];
  const rows = days.map(({ at }, index) => ({ at, index })).reverse();
  return (
    <details className="disclosure">
      <summary>{t("asTable")}</summary>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t("day")}</th>
            {components.map(({ serviceId, name }) => (
              <th key={serviceId} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, index }) => (
            <tr key={at}>
              <th scope="row">{format.weekdayAndDay(at)}</th>
              {components.map(({ serviceId, name, days: ofName }) => (
                <td key={serviceId} data-label={name}>
                  <DayWord day={ofName[index]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function DayWord({ day }: { day: StatusDay | undefined }) {
  const { t } = useTranslation("status");
  const format = useFormat();
  if (!day) return null;
  const word = t(`verdicts.${day.verdict}`);
  const lasted = format.duration(day.lastedMs / 1_000);
  if (day.verdict === "up") return word;
  return <StateWord state={STATUS_MARKS[day.verdict]} word={t("lasted", { word, lasted })} />;
}
