import { useTranslation } from "react-i18next";

import type { SentAction } from "#app/ui/capacity/action-words.ts";
import { Section } from "#app/ui/section.tsx";
import type { Relief } from "#domain/capacity/action-effect.ts";
import type { CapacitySettings, Remaining } from "#domain/capacity/remaining.ts";

import { RemainingTable } from "./remaining-table.tsx";

interface TimeRemainingProps {
  readonly rows: readonly Remaining[];
  /** By the key of a resource, the planned action whose effect is drawn under what happens without it. */
  readonly relieved: ReadonlyMap<string, Relief<SentAction>>;
  readonly settings: CapacitySettings;
  /** "2026-11-23". */
  readonly today: string;
}

/** How long each resource lasts, worst first, on one calendar; what lasts beyond it is folded. */
export function TimeRemaining({ rows, relieved, settings, today }: TimeRemainingProps) {
  const { t } = useTranslation("capacity");
  const isShort = ({ answer, early }: Remaining) => answer === "over" || early !== null;
  const [short, calm] = [rows.filter(isShort), rows.filter((row) => !isShort(row))];
  return (
    <Section
      title={t("remaining.title")}
      note={t(`remaining.note.${settings.stance}`, { days: settings.leadDays })}
      side={<Key hasRelief={relieved.size > 0} />}
    >
      {short.length === 0 ? (
        <p className="text-ink2">{t("remaining.none")}</p>
      ) : (
        <RemainingTable rows={short} relieved={relieved} today={today} />
      )}
      {calm.length > 0 && (
        <details className="disclosure">
          <summary>{t("remaining.calm", { count: calm.length })}</summary>
          <RemainingTable rows={calm} relieved={relieved} today={today} />
        </details>
      )}
      {settings.countsPairs && <p className="label mt-3">{t("remaining.pairs")}</p>}
    </Section>
  );
}

function Key({ hasRelief }: { hasRelief: boolean }) {
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
      {hasRelief && (
        <span>
          <svg width="30" height="12" aria-hidden="true">
            <rect className="remaining-relief" x="0.5" y="3" width="29" height="6" />
          </svg>
          {t("remaining.key.relief")}
        </span>
      )}
      <span>
        <svg width="12" height="12" aria-hidden="true">
          <path className="remaining-act" d="M1 1H11L6 11Z" />
        </svg>
        {t("remaining.key.act")}
      </span>
    </span>
  );
}
