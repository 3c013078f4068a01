import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** Why a run of a check ended as it did, in words. A probe elsewhere may have written a reason of its own: it is shown as it is. */
export function useCheckReason(): (reason: string) => string {
  const { t, i18n } = useTranslation("checks");
  return useCallback((reason) => (i18n.exists(`checks:reason.${reason}`) ? t(`reason.${reason}`) : reason), [t, i18n]);
}
