import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Shell, type ShellEntry, type ShellProject } from "#app/ui/shell.tsx";

import { FeedBanner } from "./feed-banner.tsx";
import { LiveClock } from "./live-clock.tsx";
import { newestOf } from "./newest.ts";
import type { Live } from "./use-live.ts";

interface StaffFrameProps {
  readonly frame: {
    readonly role: string;
    readonly machineCount: number;
    readonly projects: readonly ShellProject[];
  };
  readonly live: Live;
  /** Server's clock when the page was made. */
  readonly servedAt: number;
  readonly children: ReactNode;
}

/** A live page of those who work for the provider, across all clients. */
export function StaffFrame({ frame, live, servedAt, children }: StaffFrameProps) {
  const { t } = useTranslation();
  const newest = newestOf(live);
  const entries: ShellEntry[] = [
    { to: "/wall", text: t("ui:places.wall"), count: frame.machineCount, tab: "wall" },
    { to: "/projects", text: t("ui:places.projects"), count: frame.projects.length, tab: "projects", end: true },
  ];
  return (
    <LiveClock servedAt={servedAt} offsetMs={live.offsetMs}>
      <Shell
        title={t("projects:nav.operations")}
        projects={frame.projects}
        entries={entries}
        crumbs={[{ text: t("projects:nav.operations") }, { text: t("ui:places.wall") }]}
        viewerNote={t(`common:roles.${frame.role}`)}
        measuredAt={newest?.receivedAt ?? null}
        intervalSeconds={newest?.intervalSeconds}
      >
        <FeedBanner status={live.status} />
        {children}
      </Shell>
    </LiveClock>
  );
}
