import { useTranslation } from "react-i18next";

import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { AreaField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { BackupsData } from "./route.tsx";

/** What no backup names, and who of the client accepted it, until when. */
export function Gaps({ data: { uncovered, may } }: { data: BackupsData }) {
  const { t } = useTranslation("backups");
  const format = useFormat();
  const dayOf = (text: string) => format.fullDay(Date.parse(`${text}T12:00:00Z`));
  return (
    <div id="sans-sauvegarde">
      <Section title={t("gaps.title")} note={t("gaps.note")}>
        {uncovered.length === 0 && <p className="text-ink2">{t("gaps.none")}</p>}
        <ul className="record-rows">
          {uncovered.map(({ machineId, machine, databaseName, accepted, expired }) => (
            <li key={`${machineId} ${databaseName}`}>
              <p className="record-line">
                <b>
                  {databaseName === null
                    ? t("gap.machine", { machine })
                    : t("gap.database", { machine, database: databaseName })}
                </b>
                <StateWord
                  state={accepted ? "mute" : "warn"}
                  word={t(accepted ? "gaps.accepted" : "gaps.unaccepted")}
                />
              </p>
              {accepted && (
                <>
                  <p>{accepted.reason}</p>
                  <p className="label">
                    {t("gaps.by", {
                      ...{ name: accepted.acceptedByName, on: format.day(accepted.acceptedAt) },
                      until: dayOf(accepted.until),
                    })}
                  </p>
                </>
              )}
              {expired && (
                <p className="label">{t("gap.expired", { name: expired.acceptedByName, day: dayOf(expired.until) })}</p>
              )}
              {may.accept && accepted && (
                <Act
                  intent="withdrawAccepted"
                  hidden={{ id: accepted.id }}
                  label={t("gaps.withdraw")}
                  title={t("gaps.withdrawTitle")}
                  consequence={t("gaps.withdrawText")}
                  verb={t("gaps.withdraw")}
                />
              )}
              {may.accept && !accepted && (
                <Disclosure
                  summary={t("gaps.accept")}
                  intent="accept"
                  hidden={{ machineId, databaseName: databaseName ?? "" }}
                >
                  <RecordForm
                    intent="accept"
                    hidden={{ machineId, databaseName: databaseName ?? "" }}
                    verb={t("gaps.acceptVerb")}
                  >
                    <AreaField name="reason" label={t("gaps.reason")} help={t("gaps.reasonHelp")} rows={3} />
                    <TextField name="until" type="date" label={t("gaps.until")} help={t("gaps.untilHelp")} required />
                  </RecordForm>
                </Disclosure>
              )}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
