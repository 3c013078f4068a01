import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import { Effect, Withdraw } from "./applications.tsx";

interface TermsRow {
  readonly id: number;
  readonly effectiveOn: string;
  readonly availabilityTarget: number;
  readonly maintenanceNoticeDays: number;
  readonly supportHours: string;
  readonly isInEffect: boolean;
  readonly isWithdrawable: boolean;
}

/** What the contract promises, and since when. New terms begin from those in effect. */
export function Terms({ terms, today }: { terms: readonly TermsRow[]; today: string }) {
  const { t } = useTranslation("admin");
  const current = terms.find(({ isInEffect }) => isInEffect) ?? terms[0];
  return (
    <Section title={t("terms.section")} note={t("terms.note")}>
      {terms.length === 0 && <EmptyState title={t("empty.terms.title")} text={t("empty.terms.text")} />}
      <ul className="record-rows">
        {terms.map((row) => (
          <li key={row.id}>
            <TermsLine row={row} />
          </li>
        ))}
      </ul>
      <p className="label mt-2">{t("terms.desk")}</p>
      <Disclosure summary={t("verbs.agreeTerms")} intent="agreeTerms">
        <RecordForm intent="agreeTerms" verb={t("verbs.agreeTerms")} wide>
          <TermsFields current={current} today={today} />
        </RecordForm>
      </Disclosure>
    </Section>
  );
}

function TermsLine({ row }: { row: TermsRow }) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  return (
    <>
      <div className="record-line">
        <p className={row.isInEffect ? undefined : "dim"}>
          {t("terms.availability", { target: format.percent(row.availabilityTarget, decimalsOf(row)) })}
        </p>
        <Effect row={row}>
          {row.isWithdrawable && <Withdraw intent="withdrawTerms" hidden={{ termsId: row.id }} />}
        </Effect>
      </div>
      <p className="text-[14px] text-ink2">
        {t("terms.notice", { count: row.maintenanceNoticeDays })} · {t("terms.support", { hours: row.supportHours })}
      </p>
    </>
  );
}

/** 99,8 % and 99,95 % are both written as they were agreed. */
function decimalsOf({ availabilityTarget }: TermsRow): number {
  return String(Math.round(availabilityTarget * 1_000_000) / 10_000).split(".")[1]?.length ?? 0;
}

function TermsFields({ current, today }: { current?: TermsRow; today: string }) {
  const { t } = useTranslation("admin");
  return (
    <>
      <TextField
        name="availabilityTarget"
        inputMode="decimal"
        label={t("fields.availabilityTarget")}
        help={t("help.availabilityTarget")}
        value={current && Math.round(current.availabilityTarget * 1_000_000) / 10_000}
        required
      />
      <TextField
        name="maintenanceNoticeDays"
        inputMode="numeric"
        label={t("fields.maintenanceNoticeDays")}
        value={current?.maintenanceNoticeDays}
        required
      />
      <TextField
        name="supportHours"
        label={t("fields.supportHours")}
        help={t("help.supportHours")}
        value={current?.supportHours}
        required
      />
      <TextField name="effectiveOn" type="date" label={t("fields.effectiveOn")} value={today} required />
    </>
  );
}
