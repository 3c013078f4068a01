import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Menu } from "#app/ui/menu.tsx";
import type { ShellProject } from "#app/ui/shell.tsx";

interface ProjectSwitchProps {
  readonly project?: ShellProject | null;
  readonly projects: readonly ShellProject[];
  readonly title?: string;
}

/** Names the project of the page, and leads to the others where there are any. */
export function ProjectSwitch({ project, projects, title }: ProjectSwitchProps) {
  const { t } = useTranslation("ui");
  if (!project) return title ? <p className="rail-title">{title}</p> : null;
  const face = (
    <span>
      <span className="label">{t("shell.project")}</span>
      <br />
      {project.name}
    </span>
  );
  const others = projects.filter(({ to }) => to !== project.to);
  if (others.length === 0) {
    return (
      <Link className="project-switch" to={project.to}>
        {face}
      </Link>
    );
  }
  return (
    <Menu
      items={others.map(({ to, name, clientName }) => ({ to, text: name, note: clientName }))}
      trigger={
        <button type="button" className="project-switch">
          {face}
          <svg
            width="10"
            height="14"
            viewBox="0 0 10 14"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            aria-hidden="true"
          >
            <path d="M2 5 5 2 8 5M2 9 5 12 8 9" />
          </svg>
        </button>
      }
    />
  );
}
