import { NavLink } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import type { ShellEntry } from "#app/ui/shell.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

export function Entries({ entries, label }: { entries: readonly ShellEntry[]; label: string }) {
  return (
    <nav className="entries" aria-label={label}>
      <ul>
        {entries.map((entry) => (
          <li key={entry.to}>
            {entry.group && <p className="entries-group">{entry.group}</p>}
            <NavLink to={entry.to} end={entry.end}>
              {entry.text}
              <Count entry={entry} />
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Count({ entry }: { entry: ShellEntry }) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  if (entry.count === undefined) return null;
  return (
    <span className={entry.waits ? "count count-act" : "count"}>
      {format.number(entry.count)}
      {entry.waits && <span className="sr-only"> {t("shell.waits", { count: entry.count })}</span>}
    </span>
  );
}
