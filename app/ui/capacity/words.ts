import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";
import type { Remaining } from "#domain/capacity/remaining.ts";
import type { NamedResource, ResourceUnit, Subject } from "#domain/capacity/resource.ts";

const NOON_MS = 12 * 3_600_000;

/** What a sentence or a row says of one resource. */
export type Thing = NamedResource & { readonly subject: Subject; readonly subjectName: string };

/** An instant of a day, which is that day on every clock of Europe. */
export function noonOf(day: string): number {
  return Date.parse(day) + NOON_MS;
}

/** Resources, quantities and days in the reader's words. */
export function useCapacityWords() {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const day = (text: string) => format.day(noonOf(text));
  return {
    /** "disque /var", "processeur, l’une des deux absente". */
    resource: ({ kind, name, subject }: Pick<Thing, "kind" | "name" | "subject">) =>
      t(subject === "pair" ? "kind.pair" : `kind.${kind}`, { name }),
    /** "le disque /var de db-1". */
    thing: ({ kind, name, subject, subjectName }: Thing) =>
      t(subject === "pair" ? "thing.pair" : `thing.${kind}`, { name, subject: subjectName }),
    amount: (unit: ResourceUnit, value: number, kind: NamedResource["kind"]) => {
      if (unit === "cores") return t("cores", { count: value, number: format.brief(value) });
      if (unit === "bytes_per_second") return format.bitsPerSecond(value * 8);
      return kind === "memory" ? format.memory(value) : format.bytes(value);
    },
    day,
    /** "entre le 3 et le 29 janv.", "après le 4 août"; null where nothing is short. */
    between: ({ answer, early, late }: Pick<Remaining, "answer" | "early" | "late">) => {
      if (answer === "over") return t("between.over");
      if (early === null) return null;
      if (late === null) return t("between.after", { early: day(early) });
      return early === late
        ? t("between.day", { early: day(early) })
        : t("between.days", { early: day(early), late: day(late) });
    },
  };
}
