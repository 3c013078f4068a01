import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { LiveAge } from "./age.tsx";
import { Brand } from "./brand.tsx";
import { Bell } from "./notifications/bell.tsx";
import { PinPage } from "./pins/pin-page.tsx";
import { SearchField } from "./search/search-field.tsx";
import { SearchLink } from "./search/search-link.tsx";
import { Crumbs } from "./shell/crumbs.tsx";
import { Entries } from "./shell/entries.tsx";
import { MenuSheet } from "./shell/menu-sheet.tsx";
import { ProjectSwitch } from "./shell/project-switch.tsx";
import { RailFoot } from "./shell/rail-foot.tsx";
import { SeenAsBanner } from "./shell/seen-as-banner.tsx";
import { TabBar } from "./shell/tab-bar.tsx";
import { useViewer } from "./viewer.tsx";

/** An entry of the rail. `tab` puts it on the phone's tab bar with that drawing (four at most, the fifth is the menu). */
export interface ShellEntry {
  readonly to: string;
  readonly text: string;
  readonly count?: number;
  /** The count is of things that wait for the viewer: it is filled. */
  readonly waits?: boolean;
  /** Current only on exactly this address, not below it. */
  readonly end?: boolean;
  readonly tab?: TabIcon;
  /** A heading above this entry and those that follow. */
  readonly group?: string;
}
export type TabIcon =
  | "home"
  | "machines"
  | "tasks"
  | "tickets"
  | "clients"
  | "projects"
  | "people"
  | "wall"
  | "measures"
  | "articles";

export interface Crumb {
  readonly text: string;
  readonly to?: string;
  readonly mono?: boolean;
}

export interface ShellProject {
  readonly name: string;
  readonly to: string;
  readonly clientName?: string;
}

export interface ShellProps {
  /** The project of the page; without it the rail shows `title`: the staff's variant. */
  readonly project?: ShellProject | null;
  /** All projects that the viewer may switch to. */
  readonly projects?: readonly ShellProject[];
  readonly title?: string;
  readonly entries: readonly ShellEntry[];
  readonly crumbs: readonly Crumb[];
  /** Under the viewer's name: "Tyredating · client". */
  readonly viewerNote?: string;
  /** Where staff pin this page for the report or the committee. */
  readonly pinTo?: string;
  /** Where staff choose as whom of the client they look. */
  readonly seeAs?: string;
  /** The newest measurement of the page, epoch milliseconds; leave out where the page shows none. */
  readonly measuredAt?: number | null;
  readonly intervalSeconds?: number;
  readonly children: ReactNode;
}

/** The frame of every signed-in page: rail, bar, content; on a phone a top bar and a tab bar. */
export function Shell(props: ShellProps) {
  const { t } = useTranslation("ui");
  const home = props.project?.to ?? "/";
  const { pathname } = useLocation();
  // The page of the search has a field of its own.
  const searches = useViewer().name !== null && pathname !== "/search";
  const live = (withDate: boolean) =>
    props.measuredAt !== undefined && (
      <LiveAge at={props.measuredAt} intervalSeconds={props.intervalSeconds} withDate={withDate} />
    );
  return (
    <>
      <a className="skip-link" href="#content">
        {t("shell.skip")}
      </a>
      <div className="app">
        <aside className="rail">
          <Brand to={home} />
          <ProjectSwitch project={props.project} projects={props.projects ?? []} title={props.title} />
          <Entries entries={props.entries} label={props.project?.name ?? props.title ?? t("shell.nav")} />
          <RailFoot viewerNote={props.viewerNote} seeAs={props.seeAs} />
        </aside>
        <div className="app-body">
          <header className="mobile-bar">
            <Brand to={home} name={props.project?.name ?? props.title} />
            <span className="mobile-bar-side">
              {live(false)}
              {searches && <SearchLink />}
              <Bell />
              <MenuSheet {...props} trigger="icon" />
            </span>
          </header>
          <main className="main" id="content" tabIndex={-1}>
            <SeenAsBanner />
            <div className="bar">
              <Crumbs crumbs={props.crumbs} />
              {searches && <SearchField />}
              {props.pinTo && <PinPage to={props.pinTo} title={props.crumbs.map(({ text }) => text).join(" · ")} />}
              {live(true)}
              <Bell />
            </div>
            {props.children}
          </main>
        </div>
        <TabBar {...props} />
      </div>
    </>
  );
}
