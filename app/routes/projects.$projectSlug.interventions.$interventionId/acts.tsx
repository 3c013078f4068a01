import { useTranslation } from "react-i18next";

import { PlanFields } from "#app/ui/interventions/plan-fields.tsx";
import { useWindow } from "#app/ui/interventions/use-window.ts";
import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { AreaField, SelectField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { mayMove } from "#domain/interventions/intervention.ts";

import type { Shown } from "./shown.ts";

/** What staff may do next: the one step that leads on first. */
export function Acts({ shown }: { shown: Shown }) {
  const { t } = useTranslation("interventions");
  const inWords = useWindow();
  const { row, plan } = shown;
  const { state, kind } = row;
  const mayStart = kind === "urgent" ? mayMove(state, "running") : state === "announced";
  const window = inWords(plan);
  return (
    <Section title={t("acts.title")}>
      <div className="grid justify-items-start gap-3">
        {state === "draft" && (
          <Act
            intent="submit"
            look="primary"
            label={t(kind === "standard" ? "acts.submitStandard" : "acts.submit")}
            title={t("acts.submitTitle")}
            consequence={kind === "standard" ? window : t("acts.submitText")}
            verb={t(kind === "standard" ? "acts.submitStandard" : "acts.submit")}
          />
        )}
        {state === "agreed" && (
          <Act
            intent="announce"
            look="primary"
            label={t("acts.announce")}
            title={t("acts.announceTitle")}
            consequence={`${window}. ${t("acts.announceText")}`}
            verb={t("acts.announce")}
          />
        )}
        {mayStart && (
          <Act
            intent="start"
            look={state === "announced" ? "primary" : "plain"}
            label={t("acts.start")}
            title={t("acts.startTitle")}
            consequence={state === "announced" ? t("acts.startText") : t("acts.startUrgent")}
            verb={t("acts.start")}
          />
        )}
        {state === "running" && (
          <>
            <RecordForm intent="finish" verb={t("acts.finish")}>
              <AreaField name="text" label={t("acts.summary")} rows={3} />
            </RecordForm>
            <Disclosure summary={t("acts.rollBack")} intent="rollBack">
              <RecordForm intent="rollBack" verb={t("acts.rollBack")} look="plain">
                <AreaField name="reason" label={t("acts.rollBackReason")} rows={3} />
              </RecordForm>
            </Disclosure>
          </>
        )}
        <Disclosure summary={t("acts.note")} intent="note">
          <RecordForm intent="note" verb={t("acts.note")} look="plain">
            <AreaField name="text" label={t("acts.noteText")} rows={3} />
            <SelectField
              name="readers"
              label={t("acts.noteReaders")}
              value="staff"
              options={[
                { value: "staff", text: t("acts.noteStaff") },
                { value: "client", text: t("acts.noteClient") },
              ]}
            />
          </RecordForm>
        </Disclosure>
        {mayMove(state, "cancelled") && (
          <Disclosure summary={t("acts.cancel")} intent="cancel">
            <RecordForm intent="cancel" verb={t("acts.cancel")} look="plain">
              <AreaField name="reason" label={t("acts.cancelReason")} rows={2} />
            </RecordForm>
          </Disclosure>
        )}
      </div>
    </Section>
  );
}

/** The plan as a form, below everything that it is about. */
export function EditPlan({ shown }: { shown: Shown }) {
  const { t } = useTranslation("interventions");
  const { edit, row, frame } = shown;
  if (!edit) return null;
  return (
    <Section title={t("acts.edit")} note={t("acts.editHelp")}>
      <Disclosure summary={t("acts.edit")} intent="change">
        <RecordForm intent="change" hidden={{ version: row.version }} verb={t("acts.editVerb")} wide>
          <PlanFields
            values={edit.values}
            choices={edit.choices}
            timeZone={frame.project.timeZone}
            mayChangeApprovers={row.state === "draft"}
          />
        </RecordForm>
      </Disclosure>
    </Section>
  );
}
