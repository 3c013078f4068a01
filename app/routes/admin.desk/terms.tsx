import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";
import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { UPDATE_RULES } from "#domain/clocks/clock.ts";
import { TICKET_PRIORITIES } from "#domain/tickets/ticket.ts";

import type { DeskData } from "./route.tsx";

type Client = DeskData["clients"][number];
type Agreement = Client["agreements"][number];

/** What each client's tickets are promised, by priority, and since when. */
export function DeskTermsSection({ clients, calendars, today }: DeskData) {
  const { t } = useTranslation("admin");
  return (
    <Section title={t("desk.terms")} note={t("desk.termsNote")}>
      {clients.map((client) => (
        <Section key={client.id} title={client.name} as="h3">
          {client.agreements.length === 0 && (
            <EmptyState title={t("desk.noTerms")} text={t("desk.noTermsText", { name: client.name })} />
          )}
          <ul className="record-rows">
            {client.agreements.map((agreement) => (
              <li key={agreement.effectiveOn}>
                <AgreementLine agreement={agreement} client={client} />
              </li>
            ))}
          </ul>
          <Disclosure summary={t("desk.agree")} intent="agree" hidden={{ clientId: client.id }}>
            <RecordForm intent="agree" hidden={{ clientId: client.id }} verb={t("desk.agree")} wide>
              <TermsFields before={client.agreements[0]} calendars={calendars} today={today} />
            </RecordForm>
          </Disclosure>
        </Section>
      ))}
    </Section>
  );
}

function AgreementLine({ agreement, client }: { agreement: Agreement; client: Client }) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const { effectiveOn, isInEffect, isWithdrawable, rows } = agreement;
  const [first] = rows;
  const spoken = (minutes: number | null) => (minutes === null ? "–" : format.hours(minutes * 60));
  const day = format.fullDay(Date.parse(`${effectiveOn}T12:00:00Z`));
  return (
    <>
      <div className="record-line">
        <p>
          <b>{t(isInEffect ? "desk.since" : "desk.from", { day })}</b>
        </p>
        {isWithdrawable && (
          <Act
            intent="withdraw"
            hidden={{ clientId: client.id, effectiveOn }}
            label={t("verbs.withdraw")}
            title={t("effect.withdrawTitle")}
            consequence={t("effect.withdrawConsequence")}
            verb={t("effect.withdrawVerb")}
          />
        )}
      </div>
      {rows.map((row) => (
        <p key={row.priority} className="text-[14px] text-ink2">
          {t("desk.line", {
            priority: row.priority,
            first: spoken(row.firstResponseMinutes),
            next: spoken(row.nextUpdateMinutes),
            resolution: spoken(row.resolutionMinutes),
            calendar: row.calendarName,
          })}
          {row.pausesForClient && ` · ${t("desk.pauses")}`}
        </p>
      ))}
      {first && (
        <p className="label">
          {t(`desk.updateRules.${first.updateRule}`)} · {t("desk.warnedAt", { percent: first.warnPercent })}
        </p>
      )}
    </>
  );
}

interface TermsFieldsProps extends Pick<DeskData, "calendars" | "today"> {
  readonly before?: Agreement;
}

function TermsFields({ before, calendars, today }: TermsFieldsProps) {
  const { t } = useTranslation("admin");
  const [first] = before?.rows ?? [];
  const options = calendars.map(({ id, name }) => ({ value: String(id), text: name }));
  return (
    <>
      <TextField name="effectiveOn" type="date" label={t("fields.effectiveOn")} value={today} required />
      <SelectField
        name="updateRule"
        label={t("desk.fields.updateRule")}
        value={first?.updateRule ?? "client_spoke_last"}
        options={UPDATE_RULES.map((rule) => ({ value: rule, text: t(`desk.updateRules.${rule}`) }))}
      />
      <SelectField
        name="pausesForClient"
        label={t("desk.fields.pausesForClient")}
        value={first?.pausesForClient ? "yes" : "no"}
        options={(["yes", "no"] as const).map((value) => ({ value, text: t(`desk.pausing.${value}`) }))}
      />
      <TextField
        name="warnPercent"
        inputMode="numeric"
        label={t("desk.fields.warnPercent")}
        value={first?.warnPercent ?? 75}
        required
      />
      {TICKET_PRIORITIES.map((priority) => {
        const row = before?.rows.find((one) => one.priority === priority);
        const named = (clock: string) => t(`desk.fields.${clock}`, { priority });
        return (
          <Fragment key={priority}>
            <SelectField
              name={`calendar${priority}`}
              label={named("calendar")}
              value={row?.calendarId}
              options={options}
            />
            <TextField
              name={`firstResponse${priority}`}
              inputMode="numeric"
              label={named("firstResponse")}
              value={row?.firstResponseMinutes}
            />
            <TextField
              name={`nextUpdate${priority}`}
              inputMode="numeric"
              label={named("nextUpdate")}
              value={row?.nextUpdateMinutes}
            />
            <TextField
              name={`resolution${priority}`}
              inputMode="numeric"
              label={named("resolution")}
              value={row?.resolutionMinutes}
            />
          </Fragment>
        );
      })}
    </>
  );
}
