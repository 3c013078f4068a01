import { useTranslation } from "react-i18next";

import { AttachmentPicker } from "#app/ui/attachments/picker.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { AreaField, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { JobData } from "./route.tsx";

/** Restores with their evidence, and checks: what proves that it would come back. */
export function Proofs({ data }: { data: JobData }) {
  const { t } = useTranslation("backups");
  const format = useFormat();
  const { restores, checks, job, frame, may } = data;
  const stateOf = (state: "succeeded" | "failed") => (
    <StateWord state={state === "succeeded" ? "ok" : "crit"} word={t(`proofs.${state}`)} />
  );
  return (
    <div id="essais">
      <Section title={t("proofs.restores")} note={t("proofs.staleAfter", { count: job.restoreDays })}>
        {restores.length === 0 && <p className="text-ink2">{t("proofs.noRestores")}</p>}
        <ul className="record-rows">
          {restores.map(({ id, at, state, durationMs, pointAt, bytes, authorName, evidence, file }) => (
            <li key={id}>
              <p className="record-line">
                <b>{format.dateTime(at)}</b>
                {stateOf(state)}
              </p>
              <p className="label">
                {[
                  t("proofs.took", { time: format.duration(durationMs / 1_000) }),
                  bytes !== null && format.bytes(bytes),
                  pointAt !== null && t("proofs.point", { when: format.dateTime(pointAt) }),
                  t("proofs.by", { name: authorName }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              <p className="plan-text">{evidence}</p>
              {file && (
                <p>
                  <a href={`/attachments/${file.publicId}`}>{file.name}</a>{" "}
                  <span className="label">{format.memory(file.sizeBytes)}</span>
                </p>
              )}
            </li>
          ))}
        </ul>
        {may.manage && job.retiredAt === null && (
          <Disclosure summary={t("proofs.add")} intent="restore">
            <RecordForm intent="restore" verb={t("proofs.verb")} files>
              <TextField
                name="at"
                type="datetime-local"
                label={t("proofs.at")}
                help={t("proofs.zone", { timeZone: format.timeZone })}
                required
              />
              <SelectField
                name="state"
                label={t("proofs.result")}
                options={[
                  { value: "succeeded", text: t("proofs.succeeded") },
                  { value: "failed", text: t("proofs.failed") },
                ]}
              />
              <TextField name="minutes" label={t("proofs.minutes")} inputMode="decimal" required />
              <TextField name="pointAt" type="datetime-local" label={t("proofs.pointAt")} />
              <TextField name="gibibytes" label={t("proofs.gibibytes")} inputMode="decimal" />
              <AreaField name="evidence" label={t("proofs.evidence")} help={t("proofs.evidenceHelp")} rows={4} />
              <AttachmentPicker to={`/projects/${frame.project.slug}/attachments`} />
            </RecordForm>
          </Disclosure>
        )}
      </Section>
      <Section title={t("proofs.checks")} note={t("proofs.staleAfter", { count: job.checkDays })}>
        {checks.length === 0 && <p className="text-ink2">{t("proofs.noChecks")}</p>}
        <ul className="record-rows">
          {checks.map(({ at, state, method, durationMs }) => (
            <li key={at} className="record-line">
              <span>
                {format.dateTime(at)} <span className="mono text-[13px]">{method}</span>
                {durationMs !== null && <span className="label"> · {format.duration(durationMs / 1_000)}</span>}
              </span>
              {stateOf(state)}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
