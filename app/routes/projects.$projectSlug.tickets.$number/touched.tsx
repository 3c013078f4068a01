import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { type Definition, DefinitionList } from "#app/ui/definition-list.tsx";
import { Section } from "#app/ui/section.tsx";

import type { TicketData } from "./route.tsx";

interface TouchedProps {
  readonly ticket: TicketData["ticket"];
  /** Those that opened it or joined it. */
  readonly incidents: TicketData["memory"]["incidents"];
  readonly slug: string;
}

/** What the ticket is about: machines, application, incident, intervention, sales. */
export function Touched({ ticket, incidents, slug }: TouchedProps) {
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
  const bound = ticket.incidentId === null ? [] : [{ id: ticket.incidentId, title: ticket.incidentTitle }];
  const about = incidents.some(({ id }) => id === ticket.incidentId) ? incidents : [...bound, ...incidents];
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
    ...(about.length > 0
      ? [
          {
            term: t("fields.incident"),
            value: about.map(({ id, title }, index) => (
              <span key={id}>
                {index > 0 && ", "}
                <Link to={`${home}/incidents#incident-${id}`}>{title}</Link>
              </span>
            )),
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
