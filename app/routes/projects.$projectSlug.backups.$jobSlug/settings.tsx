import { useTranslation } from "react-i18next";

import { JobFields } from "#app/ui/backups/job-fields.tsx";
import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";

import type { JobData } from "./route.tsx";

/** What staff say of a backup, and its end. */
export function Settings({ data: { job, machines, applications } }: { data: JobData }) {
  const { t } = useTranslation("backups");
  if (job.retiredAt !== null) {
    return (
      <Section title={t("settings.title")}>
        <RecordForm intent="resume" verb={t("settings.resume")} look="plain" />
      </Section>
    );
  }
  return (
    <Section title={t("settings.title")}>
      <Disclosure summary={t("settings.open")} intent="change">
        <RecordForm intent="change" hidden={{ version: job.version }} verb={t("settings.verb")}>
          <JobFields machines={machines} applications={applications} job={job} />
        </RecordForm>
      </Disclosure>
      <Act
        intent="retire"
        label={t("settings.retire")}
        title={t("settings.retireTitle", { name: job.name })}
        consequence={t("settings.retireText")}
        verb={t("settings.retire")}
      />
    </Section>
  );
}
