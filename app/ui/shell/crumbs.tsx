import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import type { Crumb } from "#app/ui/shell.tsx";

export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { t } = useTranslation("ui");
  return (
    <nav className="crumbs" aria-label={t("shell.crumbs")}>
      <ol>
        {crumbs.map(({ text, to, mono }, index) => {
          const isLast = index === crumbs.length - 1;
          const className = mono ? "mono" : undefined;
          return (
            <li key={`${to} ${text}`}>
              {to && !isLast ? (
                <Link className={className} to={to}>
                  {text}
                </Link>
              ) : (
                <span className={className} aria-current={isLast ? "page" : undefined}>
                  {text}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
