import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { isEnded, TICKET_LINK_KINDS } from "#domain/tickets/ticket.ts";

import { Join } from "./join.tsx";
import { Rating } from "./rating.tsx";
import type { TicketData } from "./route.tsx";
import { Work } from "./work.tsx";

/** What hangs on a ticket beside its thread: how it was judged, what it is to others, and the work on it. */
export function Beside({ data }: { data: TicketData }) {
  const { ticket, desk, frame } = data;
  const asksRating = !frame.isStaff && isEnded(ticket.state) && ticket.mergedIntoId === null;
  return (
    <>
      {(desk.rating || asksRating) && <Rating rating={desk.rating} asks={asksRating} />}
      <Links data={data} />
      {desk.work && <Work work={desk.work} />}
      {desk.work && ticket.mergedIntoId === null && <Join data={data} />}
    </>
  );
}

function Links({ data: { desk, frame } }: { data: TicketData }) {
  const { t } = useTranslation("tickets");
  const isStaff = desk.work !== null;
  if (!isStaff && desk.links.length + desk.merged.length === 0) return null;
  const address = (id: number) => `/projects/${frame.project.slug}/tickets/${id}`;
  return (
    <Section title={t("beside.links")}>
      <ul className="ticket-links">
        {desk.merged.map(({ id, subject }) => (
          <li key={`merged ${id}`}>
            <span className="label">{t("beside.takesOver")}</span>
            <Link to={address(id)}>
              {t("number", { number: id })}, {subject}
            </Link>
          </li>
        ))}
        {desk.links.map(({ id, subject, kind, isOwn }) => (
          <li key={`${kind} ${id} ${isOwn}`}>
            <span className="label">{t(`beside.${isOwn ? "is" : "hasIt"}.${kind}`)}</span>
            <Link to={address(id)}>
              {t("number", { number: id })}, {subject}
            </Link>
            {isStaff && (
              <Act
                intent="unlink"
                hidden={{ otherId: id, kind }}
                label={t("beside.unlink")}
                title={t("beside.unlinkTitle", { number: id })}
                consequence={t("beside.unlinkText")}
                verb={t("beside.unlink")}
              />
            )}
          </li>
        ))}
      </ul>
      {isStaff && (
        <Disclosure summary={t("beside.link")} intent="link">
          <RecordForm intent="link" verb={t("beside.linkVerb")} look="plain">
            <SelectField
              name="kind"
              label={t("beside.thisTicket")}
              options={TICKET_LINK_KINDS.map((value) => ({ value, text: t(`beside.is.${value}`) }))}
            />
            <TextField name="otherId" inputMode="numeric" label={t("beside.number")} required />
          </RecordForm>
        </Disclosure>
      )}
    </Section>
  );
}
