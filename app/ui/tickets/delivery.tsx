import { useTranslation } from "react-i18next";

import { StateWord } from "#app/ui/state-mark.tsx";

/** What became of one mail of an entry. */
export interface ShownDelivery {
  readonly to: string;
  readonly state: "sent" | "waiting" | "failed";
  /** Why it failed, or is tried again. */
  readonly why: string | null;
}

/** Below an entry, for staff: whom it was mailed to, whose mail still waits, and to whom it could not be delivered, and why. */
export function Delivery({ deliveries }: { deliveries: readonly ShownDelivery[] }) {
  const { t } = useTranslation("mail");
  const namesOf = (state: ShownDelivery["state"]) =>
    deliveries
      .filter((delivery) => delivery.state === state)
      .map(({ to }) => to)
      .join(", ");
  const [sent, waiting] = [namesOf("sent"), namesOf("waiting")];
  const failed = deliveries.filter(({ state }) => state === "failed");
  if (deliveries.length === 0) return null;
  return (
    <ul className="label mt-1.5 grid gap-0.5 [overflow-wrap:anywhere]">
      {sent && <li>{t("delivery.sentTo", { who: sent })}</li>}
      {waiting && <li>{t("delivery.waitingTo", { who: waiting })}</li>}
      {failed.map(({ to, why }) => (
        <li key={to}>
          <StateWord state="crit" word={t("delivery.failedTo", { who: to, why: why ?? "–" })} />
        </li>
      ))}
    </ul>
  );
}
