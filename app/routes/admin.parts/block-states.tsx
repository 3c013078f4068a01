import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { LoadingBlock } from "#app/ui/loading-block.tsx";
import { Section } from "#app/ui/section.tsx";
import { StaleBanner } from "#app/ui/stale-banner.tsx";

import { MINUTE } from "./made-up.ts";

/** A block of a page that has nothing, is on its way, failed, or is out of date. */
export function BlockStates({ now }: { now: number }) {
  const { t } = useTranslation("ui");
  return (
    <div className="mt-[34px]">
      <StaleBanner since={now - 12 * MINUTE} />
      <div className="columns-half mt-[26px]">
        <Section title={t("parts.normal")}>
          <DefinitionList
            items={[
              { term: t("parts.system"), value: "Debian 12.8" },
              { term: t("tile.memory"), value: t("parts.memoryValue") },
              { term: t("parts.address"), value: "10.20.4.11", mono: true },
              { term: t("parts.console"), value: null },
            ]}
          />
        </Section>
        <Section title={t("parts.empty")}>
          <EmptyState title={t("parts.emptyTitle")} text={t("parts.emptyText")}>
            <Button look="primary">{t("parts.addMachine")}</Button>
          </EmptyState>
        </Section>
        <Section title={t("parts.loading")}>
          <LoadingBlock label={t("parts.machines")} lines={4} lineHeight={32} />
        </Section>
        <Section title={t("parts.error")}>
          <ErrorState title={t("parts.errorTitle")} text={t("parts.errorText")} onRetry={() => {}} />
        </Section>
      </div>
    </div>
  );
}
