import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MachineTable, type RegisteredMachine } from "#app/ui/record/machine-table.tsx";
import { Section } from "#app/ui/section.tsx";

/** The living machines of the project, and the way to add one. */
export function ProjectMachines({
  projectSlug,
  machines,
}: {
  projectSlug: string;
  machines: readonly RegisteredMachine[];
}) {
  const { t } = useTranslation("admin");
  const add = `/admin/projects/${projectSlug}/machines/new`;
  return (
    <Section
      title={t("entries.machines")}
      note={machines.length || undefined}
      side={<Link to={add}>{t("verbs.addMachine")}</Link>}
    >
      <MachineTable
        machines={machines}
        caption={t("entries.machines")}
        whenEmpty={
          <EmptyState title={t("empty.machines.title")} text={t("empty.machines.text")}>
            <LinkButton to={add} look="primary">
              {t("verbs.addMachine")}
            </LinkButton>
          </EmptyState>
        }
      />
    </Section>
  );
}
