import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { useViewer } from "#app/ui/viewer.tsx";

import type { Staff } from "./shown.ts";

/** What the article was worth: tickets that it spared, and what its readers said. With what each figure counts. */
export function ArticleFigures({ months, opinions }: Pick<Staff, "months" | "opinions">) {
  const { t } = useTranslation("knowledge");
  const { locale } = useViewer();
  const format = useFormat();
  const nameOf = (month: string) =>
    new Date(`${month}-15T12:00:00Z`).toLocaleDateString(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  return (
    <>
      <Section title={t("figures.title")} note={t("figures.note")}>
        {months.length === 0 ? (
          <p className="dim">{t("figures.none")}</p>
        ) : (
          <div className="data-table-scroll">
            <table className="data-table">
              <caption className="sr-only">{t("figures.title")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("figures.month")}</th>
                  <th scope="col" className="numeric">
                    {t("figures.shown")}
                  </th>
                  <th scope="col" className="numeric">
                    {t("figures.opened")}
                  </th>
                  <th scope="col" className="numeric">
                    {t("figures.spared")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {months.map(({ month, shown, opened, spared }) => (
                  <tr key={month}>
                    <th scope="row">{nameOf(month)}</th>
                    <td className="numeric" data-label={t("figures.shown")}>
                      {format.number(shown)}
                    </td>
                    <td className="numeric" data-label={t("figures.opened")}>
                      {format.number(opened)}
                    </td>
                    <td className="numeric" data-label={t("figures.spared")}>
                      {format.number(spared)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <p className="field-help mt-2">{t("figures.definition")}</p>
      </Section>
      <Section title={t("opinion.figures")} note={t("opinion.sums", { yes: opinions.useful, no: opinions.notUseful })}>
        {opinions.words.length === 0 && <p className="dim">{t("opinion.noWords")}</p>}
        <ul className="article-rows">
          {opinions.words.map(({ isUseful, text, userName, at }) => (
            <li key={userName + at}>
              <div>
                <p>{text}</p>
                <p className="label">
                  {userName} · {format.fullDay(parseInstant(at))} · {t(isUseful ? "opinion.yes" : "opinion.no")}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
