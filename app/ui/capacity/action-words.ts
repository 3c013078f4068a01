import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";

import { useCapacityWords } from "#app/ui/capacity/words.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Relief } from "#domain/capacity/action-effect.ts";
import { parseResource, unitOf } from "#domain/capacity/resource.ts";
import type { ShownAction } from "#domain/capacity/shown-action.ts";

export type SentAction = SerializeFrom<ShownAction>;

/** An action in the reader's words. */
export function useActionWords() {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const words = useCapacityWords();
  const money = (amount: number, currency: string) =>
    new Intl.NumberFormat(format.locale, {
      style: "currency",
      currency,
      minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
    }).format(amount);
  const quantity = ({ resource }: Pick<SentAction, "resource">, value: number) => {
    const kind = parseResource(resource)?.kind ?? "cpu";
    return words.amount(unitOf(kind), value, kind);
  };
  // Thirteen months are two Decembers.
  const onDay = (day: string) => `${words.day(day)} ${day.slice(0, 4)}`;
  return {
    /** "8 déc. 2026". */
    onDay,
    /** "db-1 · disque /var". */
    about: (action: SentAction) => {
      const named = parseResource(action.resource);
      const resource = named ? words.resource({ ...named, subject: action.subject }) : action.resource;
      return `${action.subjectName} · ${resource}`;
    },
    /** "limite portée à 80 Go"; null where only words tell it. */
    change: (action: SentAction): string | null => {
      const { newLimit, frees } = action;
      if (newLimit !== null) return t("board.change.limit", { limit: quantity(action, newLimit) });
      return frees === null ? null : t("board.change.frees", { amount: quantity(action, frees) });
    },
    /** What it moves, by the newest forecast; null where nothing can be said. */
    effect: ({ effect }: SentAction): string | null => {
      if (!effect?.before.early) return null;
      const before = onDay(effect.before.early);
      if (effect.after.early === null) return t("board.effect.far", { before });
      if (effect.after.early <= effect.before.early) return t("board.effect.none", { before });
      return t("board.effect.moved", { before, after: onDay(effect.after.early) });
    },
    /** "« Disque porté à 70 Go », le 8 déc. 2026, repousse ce manque au 17 janv. 2027 au plus tôt." */
    relieves: ({ title, dueOn, effect }: Relief<SentAction>): string => {
      const { early } = effect.after;
      const when = dueOn === null ? "" : t("board.relieves.when", { day: onDay(dueOn) });
      if (early === null) return t("board.relieves.far", { title, when });
      return t("board.relieves.moved", { title, when, after: onDay(early) });
    },
    due: ({ dueOn }: SentAction) => (dueOn === null ? t("board.undated") : onDay(dueOn)),
    cost: ({ costMonthly, costOnce, currency }: SentAction): string => {
      const parts = [
        ...(costMonthly ? [t("board.cost.monthly", { amount: money(costMonthly, currency) })] : []),
        ...(costOnce ? [t("board.cost.once", { amount: money(costOnce, currency) })] : []),
      ];
      return parts.length === 0 ? t("board.cost.none") : parts.join(", ");
    },
  };
}
