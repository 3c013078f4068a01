import { Form, Link, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";

/** A list's filters. They live in the address, so that a filtered list can be sent to somebody. */
export function Filters({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useTranslation("admin");
  const { pathname, search } = useLocation();
  // Whoever acted on an index page has "index" in the address: no filter, and no reason to take away what is being typed.
  const filters = new URLSearchParams(search);
  filters.delete("index");
  const asked = filters.toString();
  return (
    <Form key={asked} method="get" className="filters" aria-label={label} role="search">
      {children}
      <div className="form-actions">
        <Button type="submit">{t("verbs.filter")}</Button>
        {asked !== "" && <Link to={pathname}>{t("verbs.clearFilters")}</Link>}
      </div>
    </Form>
  );
}
