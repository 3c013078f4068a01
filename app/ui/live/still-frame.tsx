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
  /** When something that the page shows was last measured; leave out where it shows no measures. */
  readonly measuredAt?: number | null;
  readonly children: ReactNode;
}

/** Such a page is read again each minute at most. */
export const READ_EVERY_SECONDS = 60;

/** A page of a project without a stream: its clock and zone, and the frame. */
export function StillFrame({ frame, servedAt, crumbs, measuredAt, children }: StillFrameProps) {
  const shell = useProjectShell(frame, crumbs);
  return (
    <TimeZoneProvider timeZone={frame.project.timeZone}>
      <LiveClock servedAt={servedAt} offsetMs={null}>
        <Shell {...shell} measuredAt={measuredAt} intervalSeconds={READ_EVERY_SECONDS}>
          {children}
        </Shell>
      </LiveClock>
    </TimeZoneProvider>
  );
}
