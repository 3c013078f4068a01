import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import type { MachineOnPage } from "#app/ui/live/use-machines-now.ts";
import { StateMark } from "#app/ui/state-mark.tsx";
import { countStates } from "#domain/machines/live.ts";
import { STATE_ORDER } from "#domain/machines/state.ts";

/** One mark a machine, a line a client. `rows` come worst first, so the clients worst hit do too. */
export function ByClient({ rows }: { rows: readonly MachineOnPage[] }) {
  const { t } = useTranslation(["wall", "ui"]);
  const clients = new Map<string, MachineOnPage[]>();
  for (const row of rows) clients.set(row.machine.client, [...(clients.get(row.machine.client) ?? []), row]);
  return (
    <ul className="client-marks">
      {[...clients].map(([client, machines]) => {
        const counts = countStates(machines.map(({ now }) => now));
        const states = STATE_ORDER.filter((state) => counts[state] > 0)
          .map((state) => `${t(`ui:state.${state}`)} ${counts[state]}`)
          .join(", ");
        return (
          <li key={client}>
            <Link to={`?client=${encodeURIComponent(client)}`} preventScrollReset>
              {client}
            </Link>
            <span className="numeric">{machines.length}</span>
            <span className="client-marks-line" role="img" aria-label={t("wall:marks", { client, states })}>
              {machines.map(({ name, machine, now }) =>
                now.state === "ok" ? (
                  <i key={`${machine.project}/${name}`} className="client-marks-dot" />
                ) : (
                  <StateMark key={`${machine.project}/${name}`} state={now.state} />
                ),
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
