import { useTranslation } from "react-i18next";

import type { Person, ProjectHome } from "#domain/projects/queries.server.ts";

/** Who answers for the project, and the number for emergencies, as the facts of the page's header. */
export function useWhoFacts({ manager, deputy, provider }: ProjectHome) {
  const { t } = useTranslation("projects");
  const telephone = provider?.emergencyTelephone;
  return [
    { label: t("home.manager"), value: manager ? <Contact person={manager} /> : t("home.noManager") },
    ...(deputy ? [{ label: t("home.deputy"), value: <Contact person={deputy} /> }] : []),
    ...(telephone ? [{ label: t("home.emergency"), value: <Telephone number={telephone} /> }] : []),
  ];
}

function Contact({ person: { name, telephone, email } }: { person: Person }) {
  return (
    <>
      {name} · {telephone ? <Telephone number={telephone} /> : <a href={`mailto:${email}`}>{email}</a>}
    </>
  );
}

function Telephone({ number }: { number: string }) {
  return (
    <a className="whitespace-nowrap" href={`tel:${number.replace(/[^+\d]/g, "")}`}>
      {number}
    </a>
  );
}
