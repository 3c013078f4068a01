import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import type { CapacitySettings, Remaining } from "#domain/capacity/remaining.ts";

import { RemainingTable } from "./remaining-table.tsx";

interface TimeRemainingProps {
  readonly rows: readonly Remaining[];
  readonly settings: CapacitySettings;
  /** "2026-11-23". */
  readonly today: string;
}

/** How long each resource lasts, worst first, on one calendar; what lasts beyond it is folded. */
export function TimeRemaining({ rows, settings, today }: TimeRemainingProps) {
  const { t } = useTranslation("capacity");
  const isShort = ({ answer, early }: Remaining) => answer === "over" || early !== null;
  const [short, calm] = [rows.filter(isShort), rows.filter((row) => !isShort(row))];
  return (
    <Section
      title={t("remaining.title")}
      note={t(`remaining.note.${settings.stance}`, { days: settings.leadDays })}
      side={<Key />}
    >
      {short.length === 0 ? (
        <p className="text-ink2">{t("remaining.none")}</p>
      ) : (
        <RemainingTable rows={short} today={today} />
      )}
      {calm.length > 0 && (
        <details className="disclosure">
          <summary>{t("remaining.calm", { count: calm.length })}</summary>
          <RemainingTable rows={calm} today={today} />
        </details>
      )}
      {settings.countsPairs && <p className="label mt-3">{t("remaining.pairs")}</p>}
    </Section>
  );
}

function Key() {
  const { t } = useTranslation("capacity");
  return (
    <span className="key">
      <span>
        <svg width="30" height="12" aria-hidden="true">
          <rect className="remaining-bar" y="2" width="30" height="8" />
          <rect className="remaining-likely" x="14" width="2" height="12" />
        </svg>
        {t("remaining.key.range")}
      </span>
      <span>
        <svg width="12" height="12" aria-hidden="true">
          <path className="remaining-act" d="M1 1H11L6 11Z" />
        </svg>
        {t("remaining.key.act")}
      </span>
    </span>
  );
}
