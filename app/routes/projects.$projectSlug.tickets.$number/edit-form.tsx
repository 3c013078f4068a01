import { useTranslation } from "react-i18next";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { CheckList, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm, useRefusal } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { TicketStateWord } from "#app/ui/tickets/ticket-state.tsx";
import { TICKET_KINDS, TICKET_LEVELS, TICKET_MOVES } from "#domain/tickets/ticket.ts";

import type { TicketData } from "./route.tsx";

interface EditFormProps {
  readonly ticket: TicketData["ticket"];
  readonly choices: NonNullable<TicketData["choices"]>;
  readonly viewerId: string;
}

/** What staff change of a ticket. Refused because somebody else was first, it says what each field is now. */
export function EditForm({ ticket, choices, viewerId }: EditFormProps) {
  const { t } = useTranslation("tickets");
  const { version } = ticket;
  return (
    <Section title={t("edit.title")} side={<TicketStateWord state={ticket.state} isStaff />}>
      {ticket.assigneeId !== viewerId && (
        <RecordForm
          intent="take"
          hidden={{ version }}
          verb={t("edit.take")}
          look={ticket.assigneeId ? "quiet" : "plain"}
        />
      )}
      <Disclosure summary={t("edit.open")} intent="change" hidden={{ version }}>
        <RecordForm intent="change" hidden={{ version }} verb={t("edit.verb")}>
          <Fields ticket={ticket} choices={choices} />
        </RecordForm>
      </Disclosure>
    </Section>
  );
}

function Fields({ ticket, choices }: Omit<EditFormProps, "viewerId">) {
  const { t } = useTranslation("tickets");
  const conflict = useRefusal()?.problems.form === "admin:refused.changedMeanwhile";
  const typed = useRefusal()?.typed ?? {};
  type Named = { id: string | number; name: string };
  const select = (
    name: string,
    field: string,
    now: string | number | null,
    options: { value: string; text: string }[],
  ) => {
    const value = now === null ? "" : String(now);
    const differs = conflict && (typed[name]?.at(-1) ?? "") !== value;
    const text = options.find((option) => option.value === value)?.text ?? t("none");
    const help = differs ? t("edit.now", { value: text }) : undefined;
    return <SelectField name={name} label={t(`fields.${field}`)} help={help} value={value} options={options} />;
  };
  const ofList = (list: readonly Named[], none: string, held: Named | null = null) => {
    const isHeld = held === null || list.some(({ id }) => id === held.id);
    const all = isHeld ? list : [held, ...list];
    return [{ value: "", text: none }, ...all.map(({ id, name }) => ({ value: String(id), text: name }))];
  };
  const held = (id: string | number | null, name: string | null) =>
    id === null ? null : { id, name: name ?? String(id) };
  const levels = TICKET_LEVELS.map((value) => ({ value, text: t(`level.${value}`) }));
  const states = [ticket.state, ...TICKET_MOVES[ticket.state]].map((value) => ({ value, text: t(`state.${value}`) }));
  const kinds = TICKET_KINDS.map((value) => ({ value, text: t(`kind.${value}`) }));
  const differentSubject = conflict && typed.subject?.at(-1) !== ticket.subject;
  return (
    <>
      {select("state", "state", ticket.state, states)}
      <TextField
        name="subject"
        label={t("fields.subject")}
        help={differentSubject ? t("edit.now", { value: ticket.subject }) : undefined}
        value={ticket.subject}
        maxLength={190}
      />
      {select("kind", "kind", ticket.kind, kinds)}
      {select("impact", "impact", ticket.impact, levels)}
      {select("urgency", "urgency", ticket.urgency, levels)}
      {select(
        "assigneeId",
        "assignee",
        ticket.assigneeId,
        ofList(choices.staff, t("nobody"), held(ticket.assigneeId, ticket.assigneeName)),
      )}
      {select("teamId", "team", ticket.teamId, ofList(choices.teams, t("none")))}
      {select(
        "applicationId",
        "application",
        ticket.applicationId,
        ofList(choices.applications, t("none"), ticket.application),
      )}
      {select(
        "incidentId",
        "incident",
        ticket.incidentId,
        ofList(choices.incidents, t("none"), held(ticket.incidentId, ticket.incidentTitle)),
      )}
      {select(
        "interventionId",
        "intervention",
        ticket.interventionId,
        ofList(choices.interventions, t("none"), held(ticket.interventionId, ticket.interventionTitle)),
      )}
      <CheckList
        name="machineIds"
        label={t("fields.machines")}
        help={
          conflict && ticket.machines.length > 0
            ? t("edit.now", { value: ticket.machines.map(({ name }) => name).join(", ") })
            : undefined
        }
        chosen={ticket.machines.map(({ id }) => String(id))}
        options={choices.machines.map(({ id, name }) => ({ value: String(id), text: name }))}
      />
    </>
  );
}
