import { NavLink } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import type { ShellEntry, TabIcon } from "#app/ui/shell.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { useViewer } from "#app/ui/viewer.tsx";

/** The page's own entries, then the places that the viewer reaches from everywhere. */
export function useEntries(own: readonly ShellEntry[]): ShellEntry[] {
  const { t } = useTranslation("ui");
  const places = useViewer().places.filter(({ to }) => !own.some((entry) => entry.to === to));
  return [
    ...own,
    ...places.map(({ key, to }, index) => ({
      to,
      text: t(`places.${key}`),
      end: key === "projects",
      group: index === 0 && own.length > 0 ? t("places.group") : undefined,
      tab: own.length === 0 ? PLACE_TABS[key] : undefined,
    })),
  ];
}

const PLACE_TABS: Readonly<Record<string, TabIcon>> = {
  wall: "wall",
  projects: "projects",
  knowledge: "articles",
  admin: "tasks",
  clientUsers: "people",
};

export function Entries({ entries: own, label }: { entries: readonly ShellEntry[]; label: string }) {
  const entries = useEntries(own);
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
