import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/checkbox.tsx";
import { Dialog } from "#app/ui/dialog.tsx";
import { ProblemSummary } from "#app/ui/problem-summary.tsx";
import { Section } from "#app/ui/section.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useToast } from "#app/ui/toast.tsx";

const PROBLEMS = { telephone: "ui:parts.telephoneProblem" };

/** Fields with help and problems, buttons, a dialog and a toast. */
export function Forms() {
  const { t } = useTranslation("ui");
  const toast = useToast();
  return (
    <div className="mt-[34px] columns-half">
      <Section title={t("parts.form")}>
        <form className="form">
          <ProblemSummary problems={PROBLEMS} labels={{ telephone: t("parts.telephone") }} takesFocus={false} />
          <TextInput
            name="slot"
            label={t("parts.slot")}
            help={t("parts.slotHelp")}
            defaultValue={t("parts.slotValue")}
          />
          <TextInput
            name="telephone"
            label={t("parts.telephone")}
            problem={PROBLEMS.telephone}
            defaultValue="06 39 98"
          />
          <Select
            name="role"
            label={t("parts.role")}
            options={(["viewer", "approver", "support"] as const).map((value) => ({
              value,
              text: t(`common:roles.${value}`),
            }))}
          />
          <TextArea name="note" label={t("parts.note")} rows={3} />
          <Checkbox name="reports" label={t("parts.reports")} help={t("parts.reportsHelp")} />
          <div className="form-actions">
            <Button look="primary">{t("parts.confirm")}</Button>
            <Button look="quiet">{t("common:cancel")}</Button>
            <Button disabled>{t("parts.disabled")}</Button>
          </div>
        </form>
      </Section>
      <Section title={t("parts.overlays")}>
        <div className="form-actions">
          <Dialog
            trigger={<Button>{t("parts.openDialog")}</Button>}
            title={t("parts.dialogTitle")}
            text={t("parts.dialogText")}
            act={<Button look="primary">{t("parts.dialogAct")}</Button>}
            wayOut={t("parts.notNow")}
          />
          <Button onClick={() => toast({ text: t("parts.toastText"), undo: () => {} })}>{t("parts.showToast")}</Button>
        </div>
      </Section>
    </div>
  );
}
