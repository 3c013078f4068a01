import { useTranslation } from "react-i18next";

/** "octobre 2026" */
export function useMonthName(): (month: string) => string {
  const { i18n } = useTranslation();
  return (month) => {
    const names = new Intl.DateTimeFormat(i18n.language, { timeZone: "UTC", month: "long", year: "numeric" });
    return names.format(new Date(`${month}-01T00:00:00Z`));
  };
}
