import { useTranslation } from "react-i18next";

import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { CheckFields } from "./check-fields.tsx";
import { CheckStateWord } from "./check-state.tsx";
import { RunTable } from "./run-table.tsx";
import type { ShownCheck, ShownProbe, ShownRun } from "./shown.ts";

interface OneCheckProps {
  readonly check: ShownCheck;
  readonly probes: readonly ShownProbe[];
  readonly runs: readonly ShownRun[];
  readonly slug: string;
  readonly now: number;
}

/** One check: its last runs, a run now, and its form. */
export function OneCheck({ check, probes, runs, slug, now }: OneCheckProps) {
  const { t } = useTranslation("checks");
  return (
    <Section title={check.name} note={t(`kind.${check.target.kind}`)} side={<CheckStateWord check={check} now={now} />}>
      <div className="grid gap-4">
        {check.enabled && <RecordForm intent="run" hidden={{ checkId: check.id }} verb={t("runNow")} look="quiet" />}
        <RunTable runs={runs} slug={slug} />
        <Disclosure summary={t("edit")} intent="edit" hidden={{ checkId: check.id }}>
          <CheckFields intent="edit" verb={t("save")} {...{ check, probes }} />
        </Disclosure>
      </div>
    </Section>
  );
}
