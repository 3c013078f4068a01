import { useTranslation } from "react-i18next";

import { StateMark } from "#app/ui/state-mark.tsx";

/** The number to call when it cannot wait: before the questions, so that nobody writes while the shop stands still. */
export function Emergency({ telephone }: { telephone: string }) {
  const { t } = useTranslation("tickets");
  return (
    <p className="ticket-emergency">
      <StateMark state="crit" />
      <span>
        {t("new.emergency")}{" "}
        <a className="whitespace-nowrap" href={`tel:${telephone.replace(/[^+\d]/g, "")}`}>
          {telephone}
        </a>
      </span>
    </p>
  );
}
