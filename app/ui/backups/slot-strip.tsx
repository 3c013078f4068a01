import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";

interface StripSlot {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly state: string;
  readonly flags: readonly string[];
}

/** The last times of a backup, oldest first, a mark each; in words for those who do not see them. */
export function SlotStrip({ slots, now }: { slots: readonly StripSlot[]; now: number }) {
  const { t } = useTranslation("backups");
  const format = useFormat();
  if (slots.length === 0) return null;
  const bad = slots.filter(({ state }) => state === "missed" || state === "failed");
  const list = bad.map(({ at, state }) => `${t(`slot.${state}`)} ${format.moment(at, now)}`).join(", ");
  const spoken = t("strip", { count: slots.length, bad: bad.length });
  return (
    <span className="slot-strip" role="img" aria-label={list ? `${spoken} ${list}` : spoken}>
      {slots.map(({ at, state, flags }) => (
        <span
          key={at}
          className={`slot slot-${state === "succeeded" && flags.length > 0 ? "strange" : state}`}
          title={`${format.moment(at, now)} · ${[t(`slot.${state}`), ...flags.map((flag) => t(`flag.${flag}`))].join(", ")}`}
        />
      ))}
    </span>
  );
}
