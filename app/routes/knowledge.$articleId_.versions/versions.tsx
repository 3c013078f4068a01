import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { Act } from "#app/ui/record/act.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { loader } from "./route.tsx";

type Shown = SerializeFrom<typeof loader>;
type VersionsProps = Pick<Shown, "locale" | "versions" | "steps" | "rowVersion" | "published" | "isArchived">;

/** Every save, the newest first, with the steps that its text took. */
export function Versions({ locale, versions, steps, rowVersion, published, isArchived }: VersionsProps) {
  const { t } = useTranslation("knowledge");
  const format = useFormat();
  return (
    <Section title={t("versions.title")} note={t("versions.newestFirst")}>
      <ol className="article-rows">
        {versions.map(({ number, authorName, at, note, restoredFrom }, index) => (
          <li key={number}>
            <div className="grid gap-1">
              <p>
                <b>{t("versions.number", { number })}</b>{" "}
                {number === published && <Tag tone="sea">{t("state.published")}</Tag>}
              </p>
              <p className="label">
                {authorName} · {format.dateTime(parseInstant(at))}
              </p>
              {restoredFrom !== null && <p className="label">{t("versions.restoredFrom", { number: restoredFrom })}</p>}
              {note && <p>{note}</p>}
              {steps
                .filter((step) => step.number === number)
                .map((step) => (
                  <p key={step.id} className="label">
                    {t(`step.${step.step}`, { name: step.actorName, when: format.dateTime(parseInstant(step.at)) })}
                    {step.text && ` ${t("versions.said", { text: step.text })}`}
                  </p>
                ))}
              {index > 0 && !isArchived && (
                <Act
                  intent="restore"
                  hidden={{ locale, number, version: rowVersion }}
                  label={t("versions.restore")}
                  title={t("versions.restoreTitle", { number })}
                  consequence={t("versions.restoreConsequence")}
                  verb={t("versions.restoreVerb", { number })}
                />
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
