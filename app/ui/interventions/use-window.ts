import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { useFormat } from "#app/ui/use-format.tsx";

interface Window {
  /** ISO texts. */
  readonly from: string;
  readonly to: string;
}

/** A window in words, on the project's clock: "jeu. 26 nov. 2026 de 22:00 à 23:30". */
export function useWindow(): (window: Window) => string {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  return (window) => {
    const [start, end] = [parseInstant(window.from), parseInstant(window.to)];
    const [first, last] = [format.fullDay(start), format.fullDay(end)];
    const clocks = { from: format.clock(start), to: format.clock(end) };
    return first === last ? t("window", { day: first, ...clocks }) : t("windowDays", { first, last, ...clocks });
  };
}

/** Its start alone, for a button: "jeu. 26 nov. 22:00". */
export function useStart(): (window: Pick<Window, "from">) => string {
  const format = useFormat();
  return ({ from }) => `${format.weekdayAndDay(parseInstant(from))} ${format.clock(parseInstant(from))}`;
}

/** Money without taxes, or that there is none. */
export function usePrice(): (price: { readonly priceCents: number | null; readonly currency: string }) => string {
  const { t } = useTranslation("interventions");
  const { locale } = useFormat();
  return ({ priceCents, currency }) => {
    if (priceCents === null) return t("free");
    const amount = new Intl.NumberFormat(locale, { style: "currency", currency }).format(priceCents / 100);
    return t("price", { amount });
  };
}
