import { useTranslation } from "react-i18next";

/** Stands wherever a figure comes from the simulated fleet. */
export function SimulatedMark() {
  const { t } = useTranslation("ui");
  return <span className="simulated">{t("simulated")}</span>;
}
