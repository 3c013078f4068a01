import { useTranslation } from "react-i18next";

import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { AreaField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";

import type { Shown } from "./shown.ts";

/** What this reader may do next with the report as it was read. */
export function Acts({ shown }: { shown: Shown }) {
  const { t } = useTranslation("reports");
  const { state, may, version, edition, newest, entries, user, changes } = shown;
  const hidden = { version };
  const submitter = entries.findLast(({ kind }) => kind === "submitted")?.authorId;
  const hasRead = entries.some(
    ({ kind, authorId, text }) => kind === "read" && authorId === user && text === String(edition),
  );
  const isStale = changes.some(({ since, underText }) => since !== null || underText.length > 0);
  const acts = [
    state === "draft" && may.write && <Step key="submit" name="submit" hidden={hidden} />,
    state === "review" && may.review && submitter !== user && <Step key="send" name="send" hidden={hidden} />,
    state === "review" && may.review && submitter === user && (
      <p key="own" className="text-[14px] text-ink2">
        {t("acts.ownReview")}
      </p>
    ),
    state === "client" && may.validate && <Step key="validate" name="validate" hidden={hidden} />,
    state === "client" && may.write && (
      <p key="waits" className="text-[14px] text-ink2">
        {t("acts.withClient")}
      </p>
    ),
    state === "validated" && may.write && <Step key="publish" name="publish" hidden={hidden} />,
    ["review", "client", "validated"].includes(state) && may.review && (
      <Disclosure key="return" summary={t(state === "review" ? "acts.return" : "acts.takeBack")} intent="return">
        <RecordForm intent="return" hidden={hidden} verb={t("acts.return")} look="plain">
          <AreaField name="reason" label={t("acts.returnReason")} help={t("acts.returnHelp")} rows={3} />
        </RecordForm>
      </Disclosure>
    ),
    state === "published" && edition !== null && edition === newest && !hasRead && (
      <RecordForm key="read" intent="read" hidden={{ edition }} verb={t("acts.read")} look="plain" />
    ),
    state === "published" && may.write && (
      <Disclosure key="erratum" summary={t("acts.erratum")} intent="erratum">
        <RecordForm intent="erratum" hidden={hidden} verb={t("acts.erratumVerb")}>
          <AreaField
            name="reason"
            label={t("acts.erratumReason")}
            help={t(isStale ? "acts.erratumStale" : "acts.erratumHelp")}
            rows={3}
          />
        </RecordForm>
      </Disclosure>
    ),
  ].filter(Boolean);
  if (acts.length === 0) return null;
  return (
    <Section title={t("acts.title")}>
      <div className="grid justify-items-start gap-3">{acts}</div>
    </Section>
  );
}

/** A step that everybody concerned hears of, asked once more. */
function Step({ name, hidden }: { name: "submit" | "send" | "validate" | "publish"; hidden: { version: number } }) {
  const { t } = useTranslation("reports");
  return (
    <Act
      intent={name}
      hidden={hidden}
      look="primary"
      label={t(`acts.${name}`)}
      title={t(`acts.${name}Title`)}
      consequence={t(`acts.${name}Text`)}
      verb={t(`acts.${name}`)}
    />
  );
}
