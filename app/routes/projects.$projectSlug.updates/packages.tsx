import { useTranslation } from "react-i18next";

import type { PendingPackage } from "#domain/updates/pending.ts";

/** The packages of a machine, security first, as the agent told them. The browser's own disclosure. */
export function Packages({ packages, total }: { packages: readonly PendingPackage[]; total: number }) {
  const { t } = useTranslation("updates");
  const unnamed = total - packages.length;
  return (
    <details className="disclosure">
      <summary>{t("packages", { count: total })}</summary>
      <table className="data-table data-table-plain">
        <thead>
          <tr>
            <th scope="col">{t("package")}</th>
            <th scope="col">{t("from")}</th>
            <th scope="col">{t("to")}</th>
            <th scope="col">{t("kind")}</th>
          </tr>
        </thead>
        <tbody>
          {packages.map(({ name, from, to, security }) => (
            <tr key={`${name} ${to}`}>
              <th scope="row" className="mono whole">
                {name}
              </th>
              <td className="mono whole" data-label={t("from")}>
                {from ?? t("newPackage")}
              </td>
              <td className="mono whole" data-label={t("to")}>
                {to}
              </td>
              <td data-label={t("kind")}>{t(security ? "isSecurity" : "isOther")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {unnamed > 0 && <p className="label">{t("unnamed", { count: unnamed })}</p>}
    </details>
  );
}
