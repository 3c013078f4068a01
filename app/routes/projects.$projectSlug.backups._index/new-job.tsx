import { useTranslation } from "react-i18next";

import { JobFields } from "#app/ui/backups/job-fields.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { BACKUP_TOOL_NAMES } from "#domain/backups/job.ts";

import type { BackupsData } from "./route.tsx";

/** A backup that is noted before its first report: what does not come is missed from now on. */
export function NewJob({ data: { machines, applications } }: { data: BackupsData }) {
  const { t } = useTranslation("backups");
  return (
    <Section title={t("newJob.title")}>
      <p className="mb-3 text-ink2">{t("newJob.text")}</p>
      <Disclosure summary={t("newJob.open")} intent="addJob">
        <RecordForm intent="addJob" verb={t("newJob.verb")}>
          <TextField name="slug" label={t("fields.slug")} help={t("fields.slugHelp")} maxLength={80} required />
          <SelectField
            name="tool"
            label={t("fields.tool")}
            value="script"
            options={BACKUP_TOOL_NAMES.map((value) => ({ value, text: t(`tool.${value}`) }))}
          />
          <JobFields machines={machines} applications={applications} />
        </RecordForm>
      </Disclosure>
    </Section>
  );
}
