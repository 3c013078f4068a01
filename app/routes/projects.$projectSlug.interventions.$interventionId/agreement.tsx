import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { usePrice, useStart, useWindow } from "#app/ui/interventions/use-window.ts";
import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { AreaField, SelectField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { type State, StateMark } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { Shown } from "./shown.ts";

/** The question to the viewer: the button repeats what it does, with the window; the dialog shows price and consequence. */
export function AgreementAsk({ shown, name }: { shown: Shown; name: string }) {
  const { t } = useTranslation("interventions");
  const start = useStart();
  const inWords = useWindow();
  const price = usePrice();
  const { plan, hash, row, others } = shown;
  const give = t("agreement.give", { when: start(plan) });
  return (
    <section className="agreement-ask" aria-label={t("yourAgreement")}>
      <p className="mb-3 flex items-baseline gap-2.5">
        <StateMark state="sign" />
        {t("agreement.youAreAsked", { name, requester: row.requesterName })}
      </p>
      <Act
        intent="agree"
        hidden={{ planHash: hash }}
        look="primary"
        label={give}
        title={t("agreement.giveTitle")}
        consequence={
          <>
            <b>{plan.title}</b>
            <br />
            {inWords(plan)}
            <br />
            {plan.consequence}
            <br />
            {price(plan)}
          </>
        }
        verb={give}
      />
      <Disclosure summary={t("agreement.refuse")} intent="refuse" hidden={{ planHash: hash }}>
        <RecordForm intent="refuse" hidden={{ planHash: hash }} verb={t("agreement.refuseVerb")} look="plain">
          <AreaField name="reason" label={t("agreement.reason")} help={t("agreement.reasonHelp")} rows={3} />
        </RecordForm>
      </Disclosure>
      {others.length > 0 && (
        <Disclosure summary={t("agreement.delegate")} intent="delegate">
          <RecordForm intent="delegate" verb={t("agreement.delegateVerb")} look="plain">
            <SelectField
              name="to"
              label={t("agreement.delegateTo")}
              options={others.map(({ key, name: text }) => ({ value: key, text }))}
            />
          </RecordForm>
        </Disclosure>
      )}
    </section>
  );
}

/** Who has said what, and for whom one waits since when. */
export function Agreement({ shown }: { shown: Shown }) {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  const { row, standing, approvers, answers, template } = shown;
  const silent = [...standing.client.waitingFor, ...standing.staff.waitingFor];
  if (row.kind === "standard") {
    return (
      <Section title={t("agreement.title")}>
        <p>{t("agreement.standard", { name: template?.approvedByName ?? "" })}</p>
      </Section>
    );
  }
  const waits = row.agreedAt === null && row.submittedAt !== null && silent.length > 0;
  const days = row.submittedAt ? Math.floor((shown.now - parseInstant(row.submittedAt)) / DAY_MS) : 0;
  const since = t("agreement.since", { count: days });
  return (
    <Section title={t("agreement.title")}>
      <p className="mb-2">
        {row.submittedHash === null && !standing.refused && t("agreement.notSubmitted")}
        {row.agreedAt !== null && t("agreement.reached")}
        {waits &&
          row.submittedHash !== null &&
          t("agreement.waits", { names: silent.map(({ name }) => name).join(", "), since })}
      </p>
      <ul className="agreement-people">
        {approvers.map((approver) => {
          const answer = answers.findLast((one) => one.approverId === approver.id);
          const delegate = approvers.find(({ delegatedById }) => delegatedById === approver.id);
          const said = answer?.answer ?? (delegate ? "delegated" : "waiting");
          const when = answer ? format.dateTime(parseInstant(answer.at)) : "";
          return (
            <li key={approver.id}>
              <StateMark state={MARKS[said]} />
              <b>{approver.name}</b>
              <span>
                {t(`agreement.person.${said}`, { when, name: delegate?.name ?? "" })}
                {answer?.byLink && <span className="label"> {t("agreement.byLink")}</span>}
              </span>
              {answer?.reason && <p className="w-full text-[14px] text-ink2">{answer.reason}</p>}
            </li>
          );
        })}
      </ul>
      <p className="label mt-2">
        {t("agreement.quorum.client", standing.client)}
        {standing.staff.needed > 0 && ` · ${t("agreement.quorum.staff", standing.staff)}`}
      </p>
    </Section>
  );
}

const DAY_MS = 86_400_000;

const MARKS: Readonly<Record<"agreed" | "refused" | "waiting" | "delegated", State>> = {
  agreed: "ok",
  refused: "crit",
  waiting: "sign",
  delegated: "you",
};
