import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { BackupUse, DatabaseUses } from "#domain/consumption/month.ts";

/** The databases as they grew in the month, and what their servers answered. */
export function Databases({ uses: { databases, queries } }: { uses: DatabaseUses }) {
  const { t } = useTranslation("consumption");
  const format = useFormat();
  return (
    <Section title={t("databases.title")} note={t("databases.note")}>
      {databases.length === 0 && <p className="text-ink2">{t("databases.none")}</p>}
      {databases.length > 0 && (
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("databases.name")}</th>
              <th scope="col" className="numeric">
                {t("databases.size")}
              </th>
              <th scope="col" className="numeric">
                {t("databases.growth")}
              </th>
            </tr>
          </thead>
          <tbody>
            {databases.map(({ machine, name, first, last }) => (
              <tr key={`${machine} ${name}`}>
                <th scope="row">
                  {name} <small className="text-ink3">{machine}</small>
                </th>
                <td className="numeric" data-label={t("databases.size")}>
                  {format.bytes(last)}
                </td>
                <td className="numeric" data-label={t("databases.growth")}>
                  {last > first ? "+" : ""}
                  {format.bytes(last - first)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {queries.map(({ machine, total, average, peak }) => (
        <p key={machine} className="label mt-2">
          {t("databases.queries", {
            machine,
            total: format.number(total),
            average: format.brief(average),
            peak: format.brief(peak),
          })}
        </p>
      ))}
    </Section>
  );
}

/** What backups keep, each job for itself. */
export function Backups({ backups }: { backups: readonly Omit<BackupUse, "held">[] }) {
  const { t } = useTranslation("consumption");
  const format = useFormat();
  return (
    <Section title={t("backups.title")} note={t("backups.note")}>
      {backups.length === 0 && <p className="text-ink2">{t("backups.none")}</p>}
      {backups.length > 0 && (
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("backups.job")}</th>
              <th scope="col" className="numeric">
                {t("backups.stored")}
              </th>
              <th scope="col" className="numeric">
                {t("backups.added")}
              </th>
            </tr>
          </thead>
          <tbody>
            {backups.map(({ slug, name, last, added }) => (
              <tr key={slug}>
                <th scope="row">{name}</th>
                <td className="numeric" data-label={t("backups.stored")}>
                  {format.bytes(last)}
                </td>
                <td className="numeric" data-label={t("backups.added")}>
                  {added === null ? "–" : format.bytes(added)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
