import { type ReactNode, useEffect, useState } from "react";

import { StillClock } from "#app/ui/clock.tsx";
import { copyAgeMs } from "#app/ui/copy-age.ts";

/**
 * The server's clock for all below it, ticking each second: the browser's own may be minutes wrong, and the age of
 * a sample is counted from the server's. Before the stream has told the difference, time runs on from the page's own.
 */
export function LiveClock({
  servedAt,
  offsetMs,
  children,
}: {
  servedAt: number;
  offsetMs: number | null;
  children: ReactNode;
}) {
  const [now, setNow] = useState(servedAt);
  useEffect(() => {
    const servedOffset = servedAt + copyAgeMs() - Date.now();
    const tick = () => setNow(Date.now() + (offsetMs ?? servedOffset));
    if (offsetMs !== null) tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [servedAt, offsetMs]);
  return <StillClock now={now}>{children}</StillClock>;
}
