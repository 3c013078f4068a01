import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import type { MachineOnPage } from "#app/ui/live/use-machines-now.ts";
import { StateMark } from "#app/ui/state-mark.tsx";
import { countStates } from "#domain/machines/live.ts";
import { STATE_ORDER } from "#domain/machines/state.ts";

/** The counts by state; each is a link that shows only these. */
export function StateTabs({ rows }: { rows: readonly MachineOnPage[] }) {
  const { t } = useTranslation(["wall", "ui"]);
  const [query] = useSearchParams();
  const counts = countStates(rows.map(({ now }) => now));
  const chosen = query.get("state") ?? "";
  const to = (state: string) => {
    const next = new URLSearchParams(query);
    if (state) next.set("state", state);
    else next.delete("state");
    return `?${next}`;
  };
  return (
    <nav className="state-tabs" aria-label={t("wall:states")}>
      <Link to={to("")} preventScrollReset aria-current={chosen === "" ? "true" : undefined}>
        {t("wall:all")} <b>{rows.length}</b>
      </Link>
      {STATE_ORDER.filter((state) => counts[state] > 0 || chosen === state).map((state) => (
        <Link key={state} to={to(state)} preventScrollReset aria-current={chosen === state ? "true" : undefined}>
          <StateMark state={state} /> {t(`ui:state.${state}`)} <b>{counts[state]}</b>
        </Link>
      ))}
    </nav>
  );
}
