import { useTranslation } from "react-i18next";

import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { Act } from "#app/ui/record/act.tsx";
import { CommandLine } from "#app/ui/record/command-line.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { useAnswer } from "#app/ui/record/use-answer.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { BackupsData } from "./route.tsx";

/** The keys by which scripts tell of backups. A key's text is shown once, in the lines of shell that use it. */
export function Keys({ data: { keys, collector } }: { data: BackupsData }) {
  const { t } = useTranslation("backups");
  const format = useFormat();
  const issued = issuedKey(useAnswer());
  return (
    <Section title={t("keys.title")} note={t("keys.note")}>
      {issued && (
        <div className="notice" role="status">
          <p className="notice-title">{t("keys.once")}</p>
          <CommandLine label={t("keys.oneLine")} text={oneLine(collector, issued)} />
          <CommandLine label={t("keys.withStart")} text={startLine(collector, issued)} />
        </div>
      )}
      {keys.length === 0 && !issued && <p className="text-ink2">{t("keys.none")}</p>}
      <ul className="record-rows">
        {keys.map(({ id, createdAt, lastUsedAt }) => {
          const used = parseOptionalInstant(lastUsedAt);
          return (
            <li key={id} className="record-line">
              <p>
                {t("keys.line", { day: format.fullDay(parseInstant(createdAt)) })}
                <span className="label block">
                  {used === null ? t("keys.unused") : t("keys.used", { when: format.dateTime(used) })}
                </span>
              </p>
              <Act
                intent="revokeKey"
                hidden={{ id }}
                label={t("keys.revoke")}
                title={t("keys.revokeTitle")}
                consequence={t("keys.revokeText")}
                verb={t("keys.revoke")}
              />
            </li>
          );
        })}
      </ul>
      <RecordForm intent="issueKey" verb={t("keys.issue")} look="plain" />
    </Section>
  );
}

function issuedKey(answer: unknown): string | null {
  if (typeof answer !== "object" || answer === null || !("key" in answer)) return null;
  return typeof answer.key === "string" ? answer.key : null;
}

/** The whole of it in one line: the exit code says whether it was good, and what it said goes with it. */
function oneLine(collector: string, key: string): string {
  return `ma-sauvegarde > /tmp/sauvegarde.log 2>&1; curl -fsS -m 10 --retry 5 --data-binary @/tmp/sauvegarde.log ${collector}/b/${key}/ma-sauvegarde/$?`;
}

function startLine(collector: string, key: string): string {
  return `curl -fsS -m 10 --retry 5 ${collector}/b/${key}/ma-sauvegarde/start`;
}
