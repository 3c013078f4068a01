import { NavLink } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import type { ShellProps } from "#app/ui/shell.tsx";

import { useEntries } from "./entries.tsx";
import { MenuSheet } from "./menu-sheet.tsx";
import { TabIcon } from "./tab-icon.tsx";

/** The phone's bar: the entries that have a drawing, and the menu with all of them. */
export function TabBar(props: ShellProps) {
  const { t } = useTranslation("ui");
  const entries = useEntries(props.entries);
  return (
    <nav className="tab-bar" aria-label={t("shell.shortcuts")}>
      {entries.map(
        (entry) =>
          entry.tab && (
            <NavLink key={entry.to} to={entry.to} end={entry.end}>
              <TabIcon icon={entry.tab} />
              {entry.text}
              {entry.waits && entry.count ? <em>{entry.count}</em> : null}
            </NavLink>
          ),
      )}
      <MenuSheet {...props} trigger="tab" />
    </nav>
  );
}
