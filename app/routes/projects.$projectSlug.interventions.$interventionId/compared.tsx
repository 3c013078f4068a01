import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { type State, StateMark } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { COMPARED_FIGURES, type Comparison, movement } from "#domain/interventions/comparison.ts";

import type { Shown } from "./shown.ts";

const MARKS: Readonly<Record<Comparison["verdict"], State>> = {
  better: "ok",
  same: "ok",
  worse: "warn",
  unknown: "mute",
};

/** The same hours of the same weekday before and after, in words and figures; or when that can be said. */
export function Compared({ shown: { entries, comparedAt } }: { shown: Shown }) {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  if (comparedAt === null) return null;
  const found = entries.findLast(({ kind }) => kind === "compared")?.data as Comparison | null | undefined;
  if (!found) {
    return (
      <Section title={t("compared.title")}>
        <p className="text-ink2">{t("compared.tooEarly", { when: format.dateTime(comparedAt) })}</p>
      </Section>
    );
  }
  const shown = {
    cpu: (value: number) => format.percent(value, 1),
    latency: (value: number) => `${format.number(value * 1_000)} ms`,
    errors: (value: number) => format.number(value),
    orders: (value: number) => format.number(value),
  };
  const day = ({ from, to }: Comparison["before"]) => `${format.dateTime(from)} – ${format.dateTime(to)}`;
  return (
    <Section title={t("compared.title")}>
      <p className="flex items-baseline gap-2.5 text-[17px]">
        <StateMark state={MARKS[found.verdict]} />
        {t(`compared.verdict.${found.verdict}`)}
      </p>
      <table className="compared mt-2">
        <thead>
          <tr>
            <th scope="col" />
            <th scope="col" className="text-right">
              {t("compared.before")}
            </th>
            <th scope="col" className="text-right">
              {t("compared.after")}
            </th>
          </tr>
        </thead>
        <tbody>
          {COMPARED_FIGURES.map((figure) => {
            const pair = found.figures[figure];
            const isWorse = movement(figure, pair) === "worse";
            return (
              <tr key={figure}>
                <th scope="row">{t(`compared.figure.${figure}`)}</th>
                <td className="text-right">{pair ? shown[figure](pair.before) : t("compared.none")}</td>
                <td className={isWorse ? "text-right text-buoy" : "text-right"}>
                  {pair ? shown[figure](pair.after) : t("compared.none")}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="label mt-2">{t("compared.note", { before: day(found.before), after: day(found.after) })}</p>
    </Section>
  );
}
