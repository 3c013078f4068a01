import { useTranslation } from "react-i18next";

import { useNow } from "#app/ui/clock.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

/** Since when what is being written is safe, on whichever device it goes on. */
export function KeptDraft({ at }: { at: number | null }) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const now = useNow();
  if (at === null) return null;
  return <span>{t("composer.kept", { age: format.age(Math.min(at, now), now) })}</span>;
}
