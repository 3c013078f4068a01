import { Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** Steps through a long list; the filters of the address stay. */
export function Pages({ page, pages, total }: { page: number; pages: number; total: number }) {
  const { t } = useTranslation("admin");
  const { pathname, search } = useLocation();
  const to = (wanted: number) => {
    const query = new URLSearchParams(search);
    query.set("page", String(wanted));
    return `${pathname}?${query}`;
  };
  if (pages < 2) return null;
  return (
    <nav className="pages" aria-label={t("pages.name")}>
      {page > 1 && <Link to={to(page - 1)}>{t("pages.previous")}</Link>}
      <span className="label">{t("pages.where", { page, pages, count: total })}</span>
      {page < pages && <Link to={to(page + 1)}>{t("pages.next")}</Link>}
    </nav>
  );
}
