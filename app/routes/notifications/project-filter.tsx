import { Form, useSubmit } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Select } from "#app/ui/select.tsx";

interface ProjectFilterProps {
  readonly project: string;
  readonly projects: readonly { readonly slug: string; readonly name: string }[];
  readonly unreadOnly: boolean;
}

/** Notices of one project only; it stands in the address. */
export function ProjectFilter({ project, projects, unreadOnly }: ProjectFilterProps) {
  const { t } = useTranslation("notifications");
  const submit = useSubmit();
  return (
    <Form className="notice-filter" onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}>
      {unreadOnly && <input type="hidden" name="unread" value="1" />}
      <Select
        name="project"
        label={t("project")}
        defaultValue={project}
        options={[
          { value: "", text: t("allProjects") },
          ...projects.map(({ slug, name }) => ({ value: slug, text: name })),
        ]}
      />
      <noscript>
        <button type="submit" className="button">
          {t("show")}
        </button>
      </noscript>
    </Form>
  );
}
