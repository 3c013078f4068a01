import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { type Definition, DefinitionList } from "#app/ui/definition-list.tsx";
import { Section } from "#app/ui/section.tsx";

import type { TicketData } from "./route.tsx";

/** What the ticket is about: machines, application, incident, intervention, sales. */
export function Touched({ ticket, slug }: { ticket: TicketData["ticket"]; slug: string }) {
  const { t } = useTranslation("tickets");
  const home = `/projects/${slug}`;
  const machines = ticket.machines.map(({ name }, index) => (
    <span key={name}>
      {index > 0 && ", "}
      <Link className="mono" to={`${home}/machines/${name}`}>
        {name}
      </Link>
    </span>
  ));
  const items: Definition[] = [
    { term: t("fields.kind"), value: t(`kind.${ticket.kind}`) },
    { term: t("page.priority"), value: t(`priorities.${ticket.priority}`) },
    ...(machines.length > 0 ? [{ term: t("fields.machines"), value: machines }] : []),
    ...(ticket.application
      ? [
          {
            term: t("fields.application"),
            value: <Link to={`${home}/applications/${ticket.application.slug}`}>{ticket.application.name}</Link>,
          },
        ]
      : []),
    ...(ticket.incidentId
      ? [
          {
            term: t("fields.incident"),
            value: <Link to={`${home}/incidents#incident-${ticket.incidentId}`}>{ticket.incidentTitle}</Link>,
          },
        ]
      : []),
    ...(ticket.interventionId
      ? [
          {
            term: t("fields.intervention"),
            value: <Link to={`${home}/interventions/${ticket.interventionId}`}>{ticket.interventionTitle}</Link>,
          },
        ]
      : []),
    ...(ticket.stopsSales === null
      ? []
      : [{ term: t("page.sales"), value: t(ticket.stopsSales ? "page.salesStopped" : "page.salesGoOn") }]),
    ...(ticket.teamName ? [{ term: t("fields.team"), value: ticket.teamName }] : []),
  ];
  return (
    <Section title={t("page.touches")}>
      <DefinitionList items={items} />
    </Section>
  );
}
