import { useTranslation } from "react-i18next";

import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

interface Named {
  readonly id: number;
  readonly name: string;
}

interface JobFieldsProps {
  readonly machines: readonly Named[];
  readonly applications: readonly Named[];
  readonly job?: {
    readonly name: string;
    readonly machineId: number | null;
    readonly databaseName: string | null;
    readonly applicationId: number | null;
    readonly schedule: string | null;
    readonly graceSeconds: number;
    readonly longestSeconds: number;
    readonly checkDays: number;
    readonly restoreDays: number;
  };
}

/** What staff say of a backup: what it saves, when it is due, when its proofs are stale. */
export function JobFields({ machines, applications, job }: JobFieldsProps) {
  const { t } = useTranslation("backups");
  const { timeZone } = useFormat();
  const choices = (list: readonly Named[], none: string) => [
    { value: "", text: none },
    ...list.map(({ id, name }) => ({ value: String(id), text: name })),
  ];
  const number = { inputMode: "numeric", required: true } as const;
  return (
    <>
      <TextField name="name" label={t("fields.name")} value={job?.name} maxLength={190} required />
      <SelectField
        name="machineId"
        label={t("fields.machine")}
        value={job?.machineId}
        options={choices(machines, t("fields.noMachine"))}
      />
      <TextField
        name="databaseName"
        label={t("fields.database")}
        help={t("fields.databaseHelp")}
        value={job?.databaseName}
        maxLength={190}
      />
      <SelectField
        name="applicationId"
        label={t("fields.application")}
        value={job?.applicationId}
        options={choices(applications, t("fields.machinesOwn"))}
      />
      <TextField
        name="schedule"
        label={t("fields.schedule")}
        help={t("fields.scheduleHelp", { timeZone })}
        value={job?.schedule}
        maxLength={190}
        spellCheck={false}
      />
      <TextField
        {...number}
        name="graceSeconds"
        label={t("fields.grace")}
        help={t("fields.graceHelp")}
        value={(job?.graceSeconds ?? 3_600) / 60}
      />
      <TextField
        {...number}
        name="longestSeconds"
        label={t("fields.longest")}
        value={(job?.longestSeconds ?? 21_600) / 60}
      />
      <TextField {...number} name="checkDays" label={t("fields.checkDays")} value={job?.checkDays ?? 35} />
      <TextField {...number} name="restoreDays" label={t("fields.restoreDays")} value={job?.restoreDays ?? 92} />
    </>
  );
}
