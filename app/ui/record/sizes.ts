import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";

const GIB = 2 ** 30;

/** Contracted memory and disk as contracts write them: in units of 2^30 bytes, as they are typed here. */
export function useGibibytes(): (bytes: number) => string {
  const { t } = useTranslation("admin");
  const format = useFormat();
  return (bytes) => t("units.gib", { size: format.number(bytes / GIB) });
}

/** The same for a field: a plain number, nothing where nothing is contracted. */
export function inGibibytes(bytes: number | null): string {
  return bytes === null ? "" : String(bytes / GIB);
}

/** Megabits a second for a field. */
export function inMegabits(bits: number | null): string {
  return bits === null ? "" : String(bits / 1_000_000);
}
