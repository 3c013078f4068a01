import type { ReactNode } from "react";

import { type Crumb, Shell } from "#app/ui/shell.tsx";
import { TimeZoneProvider } from "#app/ui/use-format.tsx";

import { LiveClock } from "./live-clock.tsx";
import { type ProjectFrameFacts, useProjectShell } from "./project-frame.tsx";

interface StillFrameProps {
  readonly frame: ProjectFrameFacts;
  /** Server's clock when the page was made. */
  readonly servedAt: number;
  /** After the project's own. */
  readonly crumbs: readonly Crumb[];
  readonly children: ReactNode;
}

/** A page of a project that shows nothing live: its clock and zone, and the frame. */
export function StillFrame({ frame, servedAt, crumbs, children }: StillFrameProps) {
  const shell = useProjectShell(frame, crumbs);
  return (
    <TimeZoneProvider timeZone={frame.project.timeZone}>
      <LiveClock servedAt={servedAt} offsetMs={null}>
        <Shell {...shell}>{children}</Shell>
      </LiveClock>
    </TimeZoneProvider>
  );
}
