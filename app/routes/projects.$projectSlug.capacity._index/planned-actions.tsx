import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";

/** What is done about it, and what would be if it were otherwise. */
export function PlannedActions({ capacity }: { capacity: string }) {
  const { t } = useTranslation("capacity");
  return (
    <Section title={t("actions.title")} side={<Link to={`${capacity}/what-if`}>{t("actions.whatIf")}</Link>}>
      <p>
        <Link to={`${capacity}/actions`}>{t("actions.see")}</Link>
      </p>
    </Section>
  );
}
