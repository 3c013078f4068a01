import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { Section } from "#app/ui/section.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { PlanFact } from "#domain/interventions/plan-changes.ts";

import type { Shown } from "./shown.ts";

type Entry = Shown["entries"][number];

/** What happened, the newest first. Nothing of it is ever changed. */
export function Record({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  return (
    <Section title={t("record.title")}>
      <ol className="record-rows">
        {[...entries].reverse().map((entry) => (
          <li key={entry.id}>
            <p className="label">{format.dateTime(parseInstant(entry.at))}</p>
            <div>
              <p>
                <What entry={entry} /> <span className="dim">· {entry.authorName ?? t("record.platform")}</span>{" "}
                {!entry.isPublic && <Tag tone="dashed">{t("record.staffOnly")}</Tag>}
              </p>
              {entry.kind === "changed" && entry.data?.asksAgain === true && (
                <p className="mark-detail">{t("entry.voided")}</p>
              )}
              {entry.text && entry.kind !== "step" && <p className="mark-detail">{entry.text}</p>}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function What({ entry: { kind, text, data } }: { entry: Entry }) {
  const { t } = useTranslation("interventions");
  if (kind === "step") return t(data?.isDone === false ? "entry.stepUndone" : "entry.step", { step: text });
  if (kind === "changed") {
    const facts = ((data?.facts as PlanFact[] | undefined) ?? []).map((fact) => t(`fact.${fact}`));
    return facts.length > 0 ? t("entry.changedFacts", { facts: facts.join(", ") }) : t("entry.changed");
  }
  if (kind === "note" && data?.neverBegan) return t("course.neverBegan");
  return t(`entry.${kind}`, { to: String(data?.to ?? "") });
}
