import { Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** Where there is no room for the field: the way to its page. */
export function SearchLink() {
  const { t } = useTranslation("search");
  const { pathname } = useLocation();
  return (
    <Link className="icon-button search-link" to={`/search?on=${encodeURIComponent(pathname)}`} aria-label={t("label")}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M13 13 17.5 17.5M14.5 8.75a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0Z" />
      </svg>
    </Link>
  );
}
