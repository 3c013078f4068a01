import { useTranslation } from "react-i18next";

import { windowText } from "#app/ui/chart/words.ts";
import { useNow } from "#app/ui/clock.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { Prefill } from "./prefill.ts";

/** Says which measures the ticket will keep, and sends along which. */
export function WindowKept({ window }: Pick<Prefill, "window">) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const now = useNow();
  if (!window) return null;
  return (
    <p className="label">
      <input type="hidden" name="windowFrom" value={window.from} />
      <input type="hidden" name="windowTo" value={window.to} />
      {t("window.willKeep", { window: windowText(window, now, format) })}
    </p>
  );
}
