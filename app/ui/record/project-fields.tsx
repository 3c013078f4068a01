import { useTranslation } from "react-i18next";

import { SelectField, TextField } from "./fields.tsx";

interface ProjectValues {
  readonly name: string;
  readonly summary: string;
  readonly timeZone: string;
  readonly projectManagerId: string | null;
  readonly deputyManagerId: string | null;
}

export function ProjectFields({
  project,
  managers,
}: {
  project?: ProjectValues;
  /** Who may manage it. */
  managers: readonly { id: string; name: string }[];
}) {
  const { t } = useTranslation("admin");
  const people = [
    { value: "", text: t("words.nobody") },
    ...managers.map(({ id, name }) => ({ value: id, text: name })),
  ];
  return (
    <>
      <TextField name="name" label={t("fields.projectName")} value={project?.name} required autoComplete="off" />
      <TextField
        name="summary"
        label={t("fields.summary")}
        help={t("help.summary")}
        value={project?.summary}
        autoComplete="off"
      />
      <TextField
        name="timeZone"
        label={t("fields.timeZone")}
        help={t("help.timeZone")}
        value={project?.timeZone ?? "Europe/Paris"}
        required
        spellCheck={false}
      />
      <SelectField
        name="projectManagerId"
        label={t("fields.projectManager")}
        value={project?.projectManagerId}
        options={people}
      />
      <SelectField
        name="deputyManagerId"
        label={t("fields.deputyManager")}
        help={t("help.deputyManager")}
        value={project?.deputyManagerId}
        options={people}
      />
    </>
  );
}
