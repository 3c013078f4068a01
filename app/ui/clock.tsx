import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

import { copyAgeMs } from "./copy-age.ts";

/** A browser's clock may be wrong by more than this; then ages follow the server's. Less is the way of the answer. */
const TOLERATED_SKEW_MS = 30_000;

const Now = createContext<number | null>(null);

/**
 * One tick a second for every age on the page. The first render uses the server's instant, so that the browser
 * finds the text that the server wrote.
 */
export function ClockProvider({ now: servedAt, children }: { now: number; children: ReactNode }) {
  const [now, setNow] = useState(servedAt);
  useEffect(() => {
    const skew = servedAt + copyAgeMs() - Date.now();
    const correction = Math.abs(skew) > TOLERATED_SKEW_MS ? skew : 0;
    const tick = () => setNow(Date.now() + correction);
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [servedAt]);
  return <Now.Provider value={now}>{children}</Now.Provider>;
}

/** A still clock, for pictures of the past and for tests. */
export function StillClock({ now, children }: { now: number; children: ReactNode }) {
  return <Now.Provider value={now}>{children}</Now.Provider>;
}

export function useNow(): number {
  const now = useContext(Now);
  if (now === null) throw new Error("useNow needs a ClockProvider above it");
  return now;
}
