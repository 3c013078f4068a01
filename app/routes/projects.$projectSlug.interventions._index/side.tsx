import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { AreaField, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { INTERVENTION_RISKS } from "#domain/interventions/intervention.ts";

import type { ShownFreeze, ShownTemplate } from "./shown.ts";

/** When nothing is to be worked on. */
export function Freezes({
  freezes,
  mayChange,
  timeZone,
}: {
  freezes: readonly ShownFreeze[];
  mayChange: boolean;
  timeZone: string;
}) {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  return (
    <Section title={t("freezes.title")}>
      {freezes.length === 0 && <p className="text-ink2">{t("freezes.none")}</p>}
      <ul className="record-rows">
        {freezes.map(({ id, from, to, reason, authorName }) => (
          <li key={id}>
            <b>{reason}</b>
            <p className="label">
              {t("freezes.line", { from: format.dateTime(parseInstant(from)), to: format.dateTime(parseInstant(to)) })}{" "}
              · {t("freezes.by", { name: authorName })}
            </p>
            {mayChange && (
              <Act
                intent="thaw"
                hidden={{ id }}
                label={t("freezes.remove")}
                title={t("freezes.removeTitle")}
                consequence={reason}
                verb={t("freezes.remove")}
              />
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <Disclosure summary={t("freezes.add")} intent="freeze">
          <RecordForm intent="freeze" verb={t("freezes.add")}>
            <TextField name="reason" label={t("freezes.reason")} maxLength={190} required />
            <TextField name="from" type="datetime-local" label={t("form.from")} required />
            <TextField
              name="to"
              type="datetime-local"
              label={t("form.to")}
              help={t("form.zone", { timeZone })}
              required
            />
          </RecordForm>
        </Disclosure>
      )}
    </Section>
  );
}

interface TemplatesProps {
  readonly templates: readonly ShownTemplate[];
  readonly home: string;
  readonly mayWrite: boolean;
  readonly mayApprove: boolean;
}

/** What the client approved once for all, and what waits for that. */
export function Templates({ templates, home, mayWrite, mayApprove }: TemplatesProps) {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  return (
    <Section title={t("templates.title")} note={t("templates.note")}>
      {templates.length === 0 && <p className="text-ink2">{t("templates.none")}</p>}
      <ul className="record-rows">
        {templates.map(({ id, name, approvedAt, approvedByName, ...texts }) => (
          <li key={id}>
            <Disclosure summary={name}>
              <h3>{t("texts.plan")}</h3>
              <p className="plan-text">{texts.plan}</p>
              <h3>{t("texts.rollbackPlan")}</h3>
              <p className="plan-text">{texts.rollbackPlan}</p>
              <h3>{t("texts.checklist")}</h3>
              <p className="plan-text">{texts.checklist}</p>
            </Disclosure>
            <p className="label">
              {approvedAt
                ? t("templates.approved", { name: approvedByName, when: format.day(parseInstant(approvedAt)) })
                : t("templates.waits")}
            </p>
            {approvedAt && mayWrite && <Link to={`${home}/new?template=${id}`}>{t("templates.plan")}</Link>}
            {!approvedAt && mayApprove && (
              <Act
                intent="approveTemplate"
                hidden={{ id }}
                label={t("templates.approve")}
                title={t("templates.approveTitle")}
                consequence={t("templates.approveText")}
                verb={t("templates.approve")}
              />
            )}
            {mayWrite && (
              <Act
                intent="removeTemplate"
                hidden={{ id }}
                label={t("templates.remove")}
                title={t("templates.removeTitle")}
                consequence={t("templates.removeText")}
                verb={t("templates.remove")}
              />
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <Disclosure summary={t("templates.add")} intent="addTemplate">
          <RecordForm intent="addTemplate" verb={t("templates.addVerb")}>
            <TextField name="name" label={t("templates.name")} maxLength={120} required />
            <AreaField name="plan" label={t("form.plan")} rows={5} />
            <AreaField name="rollbackPlan" label={t("form.rollbackPlan")} rows={3} />
            <AreaField name="checklist" label={t("form.checklist")} rows={5} />
            <SelectField
              name="risk"
              label={t("form.risk")}
              value="low"
              options={INTERVENTION_RISKS.map((value) => ({ value, text: t(`risk.${value}`) }))}
            />
          </RecordForm>
        </Disclosure>
      )}
    </Section>
  );
}

/** The calendar's secret address. */
export function Feed({ address, mayRenew }: { address: string | null; mayRenew: boolean }) {
  const { t } = useTranslation("interventions");
  return (
    <Section title={t("feed.title")}>
      <p className="mb-2 text-[14px] text-ink2">{t("feed.text")}</p>
      {address ? (
        <TextAddress label={t("feed.address")} address={address} />
      ) : (
        <p className="text-ink2">{t("feed.none")}</p>
      )}
      {mayRenew &&
        (address ? (
          <Act
            intent="renewFeed"
            label={t("feed.renew")}
            title={t("feed.renewTitle")}
            consequence={t("feed.renewText")}
            verb={t("feed.renew")}
          />
        ) : (
          <RecordForm intent="renewFeed" verb={t("feed.make")} look="plain" />
        ))}
    </Section>
  );
}

function TextAddress({ label, address }: { label: string; address: string }) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <input type="text" className="mono" readOnly value={address} />
    </label>
  );
}
