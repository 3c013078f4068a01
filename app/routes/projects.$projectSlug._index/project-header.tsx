import { useTranslation } from "react-i18next";

import type { Person, ProjectHome } from "#domain/projects/queries.server.ts";

interface ProjectHeaderProps {
  readonly name: string;
  readonly summary: string;
  readonly facts: ProjectHome;
}

/** The project's name, and who answers for it. */
export function ProjectHeader({ name, summary, facts }: ProjectHeaderProps) {
  const { t } = useTranslation("projects");
  const telephone = facts.provider?.emergencyTelephone;
  return (
    <header className="page-header">
      <h1>
        {name} {summary && <span className="text-ink2 font-normal">· {summary}</span>}
      </h1>
      <dl className="page-facts">
        <div>
          <dt>{t("home.manager")}</dt>
          <dd>{facts.manager ? <Contact person={facts.manager} /> : t("home.noManager")}</dd>
        </div>
        {facts.deputy && (
          <div>
            <dt>{t("home.deputy")}</dt>
            <dd>
              <Contact person={facts.deputy} />
            </dd>
          </div>
        )}
        {telephone && (
          <div>
            <dt>{t("home.emergency")}</dt>
            <dd>
              <a href={`tel:${telephone.replace(/[^+\d]/g, "")}`}>{telephone}</a>
            </dd>
          </div>
        )}
      </dl>
    </header>
  );
}

function Contact({ person }: { person: Person }) {
  const { name, telephone, email } = person;
  return (
    <>
      {name} ·{" "}
      {telephone ? (
        <a className="whitespace-nowrap" href={`tel:${telephone.replace(/[^+\d]/g, "")}`}>
          {telephone}
        </a>
      ) : (
        <a href={`mailto:${email}`}>{email}</a>
      )}
    </>
  );
}
