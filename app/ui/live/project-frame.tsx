import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { type Crumb, Shell, type ShellEntry, type ShellProject } from "#app/ui/shell.tsx";
import { TimeZoneProvider } from "#app/ui/use-format.tsx";
import type { StatusVisibility } from "#domain/status/page.ts";

import { FeedBanner } from "./feed-banner.tsx";
import { LiveClock } from "./live-clock.tsx";
import { newestOf } from "./newest.ts";
import type { Live } from "./use-live.ts";

/** What every page of a project says of where one is and who looks. */
export interface ProjectFrameFacts {
  readonly project: { readonly slug: string; readonly name: string; readonly timeZone: string };
  readonly projects: readonly ShellProject[];
  readonly machineCount: number;
  /** An application of the project pushes figures: its shop has a page. */
  readonly hasShop: boolean;
  /** Who reads its status page. */
  readonly status: StatusVisibility;
  /** Tickets that are not ended, and those of them that wait for who looks. */
  readonly tickets: { readonly open: number; readonly toAct: number };
  /** Plans of interventions that wait for the answer of who looks. */
  readonly agreements: number;
  readonly isStaff: boolean;
  /** "Tyredating · viewer": the client and the role. */
  readonly client: string;
  readonly role: string;
}

interface ProjectFrameProps {
  readonly frame: ProjectFrameFacts;
  readonly live: Live;
  /** Server's clock when the page was made. */
  readonly servedAt: number;
  /** After the project's own. */
  readonly crumbs: readonly Crumb[];
  /** Only this machine's samples count for the page's age; without it the newest of all. */
  readonly machine?: string;
  readonly children: ReactNode;
}

/** A live page of a project: its clock and zone, the frame, and what is wrong with the stream. */
export function ProjectFrame({ frame, live, servedAt, crumbs, machine, children }: ProjectFrameProps) {
  const shell = useProjectShell(frame, crumbs);
  const newest = newestOf(live, machine);
  return (
    <TimeZoneProvider timeZone={frame.project.timeZone}>
      <LiveClock servedAt={servedAt} offsetMs={live.offsetMs}>
        <Shell {...shell} measuredAt={newest?.receivedAt ?? null} intervalSeconds={newest?.intervalSeconds}>
          <FeedBanner status={live.status} />
          {children}
        </Shell>
      </LiveClock>
    </TimeZoneProvider>
  );
}

/** Where one is in a project, where one may go from there, and as whom one looks. */
export function useProjectShell(
  { project, projects, machineCount, hasShop, status, tickets, agreements, isStaff, client, role }: ProjectFrameFacts,
  crumbs: readonly Crumb[],
) {
  const { t } = useTranslation();
  const home = `/projects/${project.slug}`;
  const entries: ShellEntry[] = [
    { to: home, text: t("projects:nav.home"), end: true, tab: "home" },
    { to: `${home}/machines`, text: t("projects:nav.machines"), count: machineCount, tab: "machines" },
    { to: `${home}/measures`, text: t("projects:nav.measures"), tab: "measures" },
    { to: `${home}/incidents`, text: t("projects:nav.incidents") },
    {
      to: `${home}/tickets`,
      text: t("projects:nav.tickets"),
      count: tickets.toAct || tickets.open,
      waits: tickets.toAct > 0,
      tab: "tickets",
    },
    {
      to: `${home}/interventions`,
      text: t("projects:nav.interventions"),
      count: agreements || undefined,
      waits: agreements > 0,
    },
    { to: `${home}/updates`, text: t("projects:nav.updates") },
    ...(hasShop ? [{ to: `${home}/storefront`, text: t("projects:nav.storefront") }] : []),
    { to: `${home}/availability`, text: t("projects:nav.availability") },
    { to: `${home}/consumption`, text: t("projects:nav.consumption") },
    { to: `${home}/capacity`, text: t("projects:nav.capacity") },
    { to: `${home}/backups`, text: t("projects:nav.backups") },
    { to: `${home}/reports`, text: t("projects:nav.reports") },
    ...(status !== "off" || isStaff ? [{ to: `${home}/status`, text: t("projects:nav.status") }] : []),
    { to: `${home}/events`, text: t("projects:nav.events") },
    ...(isStaff
      ? [
          { to: `${home}/checks`, text: t("projects:nav.checks") },
          { to: `${home}/pins`, text: t("projects:nav.pins") },
        ]
      : []),
  ];
  const named = t(`common:roles.${role}`);
  return {
    project: { name: project.name, to: home },
    projects,
    entries,
    crumbs: [{ text: project.name, to: home }, ...crumbs],
    pinTo: isStaff ? `${home}/pins` : undefined,
    seeAs: isStaff ? `${home}/see-as` : undefined,
    viewerNote: isStaff ? named : `${client} · ${named}`,
  };
}
