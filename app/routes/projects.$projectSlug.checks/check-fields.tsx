import { useTranslation } from "react-i18next";

import { Checkbox } from "#app/ui/checkbox.tsx";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { CHECK_KINDS, CHECK_LIMITS } from "#domain/checks/check.ts";
import { placeText, type ShownCheck, type ShownProbe, targetText } from "./shown.ts";

interface CheckFieldsProps {
  readonly intent: "add" | "edit";
  readonly verb: string;
  /** Left out for a new one. */
  readonly check?: ShownCheck;
  readonly probes: readonly ShownProbe[];
}

/** The form of a check, new or standing. Its one address inside is a matter for staff, as the whole page is. */
export function CheckFields({ intent, verb, check, probes }: CheckFieldsProps) {
  const { t } = useTranslation("checks");
  const target = check?.target;
  const standing = check?.probe?.sourceId;
  const choices = probes.filter(({ sourceId, isAdmitted }) => isAdmitted || sourceId === standing);
  const http = target?.kind === "http" ? target : undefined;
  const hidden: Record<string, number> = check ? { checkId: check.id, version: check.version } : {};
  return (
    <RecordForm intent={intent} hidden={hidden} verb={verb} wide>
      <TextField name="name" label={t("fields.name")} value={check?.name} maxLength={CHECK_LIMITS.name} required />
      <SelectField
        name="kind"
        label={t("fields.kind")}
        value={target?.kind ?? "http"}
        options={CHECK_KINDS.map((value) => ({ value, text: t(`kind.${value}`) }))}
      />
      <TextField
        name="target"
        label={t("fields.target")}
        help={t("fields.targetHelp")}
        value={target && targetText(target)}
        maxLength={CHECK_LIMITS.url}
        spellCheck={false}
        required
      />
      <SelectField
        name="sourceId"
        label={t("fields.probe")}
        help={t("fields.probeHelp")}
        value={standing}
        options={[
          { value: "", text: t("from.here") },
          ...choices.map(({ sourceId, kind, name }) => ({
            value: String(sourceId),
            text: t(`from.${kind}`, { name }),
          })),
        ]}
      />
      <TextField name="status" label={t("fields.status")} value={http?.status ?? 200} inputMode="numeric" />
      <TextField name="text" label={t("fields.text")} value={http?.text} maxLength={CHECK_LIMITS.text} />
      <TextField name="slowMs" label={t("fields.slowMs")} value={target?.slowMs ?? 2_000} inputMode="numeric" />
      <TextField
        name="intervalSeconds"
        label={t("fields.intervalSeconds")}
        value={check?.intervalSeconds ?? 30}
        inputMode="numeric"
      />
      <TextField
        name="timeoutMs"
        label={t("fields.timeoutMs")}
        value={check?.timeoutMs ?? 10_000}
        inputMode="numeric"
      />
      <TextField
        name="internal"
        label={t("fields.internal")}
        help={t("fields.internalHelp")}
        value={check?.allowed && placeText(check.allowed)}
        spellCheck={false}
      />
      <Checkbox
        name="decides"
        label={t("fields.decides")}
        help={t("fields.decidesHelp")}
        defaultChecked={check?.decides ?? false}
      />
      <Checkbox name="enabled" label={t("fields.enabled")} defaultChecked={check?.enabled ?? true} />
    </RecordForm>
  );
}
