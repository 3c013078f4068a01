import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { RecordForm } from "#app/ui/record/record-form.tsx";
import { ChangedFigures } from "#app/ui/reports/changed-figures.tsx";
import { Section } from "#app/ui/section.tsx";
import { StateMark } from "#app/ui/state-mark.tsx";

import type { Shown } from "./shown.ts";

/** Staff's mark: what is measured now is not what the report says. The report stays; a new edition says so. */
export function Changes({ shown, home }: { shown: Shown; home: string }) {
  const { t } = useTranslation("reports");
  const { changes, titles, state, may } = shown;
  const title = (name: string) => titles.find((one) => one.name === name)?.title ?? name;
  const outdated = changes.filter(({ since }) => since !== null);
  const under = changes.filter(({ underText }) => underText.length > 0);
  if (outdated.length === 0 && under.length === 0) return null;
  return (
    <Section title={t("changes.title")}>
      {outdated.length > 0 && (
        <>
          <p className="mb-2 flex items-baseline gap-2 text-[14px]">
            <StateMark state="warn" />
            {t(state === "published" ? "changes.sincePublished" : "changes.since")}
          </p>
          <ul className="record-rows">
            {outdated.map(({ name, since }) => (
              <li key={name}>
                <b>{title(name)}</b>
                <ChangedFigures changes={since ?? []} none={t("changes.inTables")} />
              </li>
            ))}
          </ul>
          {may.write && (state === "draft" || state === "published") && (
            <RecordForm intent="measure" verb={t("changes.take")} look="plain" />
          )}
        </>
      )}
      {under.length > 0 && (
        <>
          <p className="mt-4 mb-2 flex items-baseline gap-2 text-[14px]">
            <StateMark state="warn" />
            {t("changes.underText")}
          </p>
          <ul className="record-rows">
            {under.map(({ name, underText }) => (
              <li key={name}>
                <Link to={`${home}/edit#${name}`}>{title(name)}</Link>
                <ChangedFigures changes={underText} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
