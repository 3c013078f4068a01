import { useMemo } from "react";

import { useNow } from "#app/ui/clock.tsx";
import type { TimeWindow } from "#domain/metrics/window.ts";

const MINUTE = 60_000;

interface Sent {
  readonly window: TimeWindow;
  readonly compared: { readonly from: number; readonly to: number } | null;
  readonly stepMs: number;
}

/**
 * The window as it is shown now. Of a range it moves on with the clock, a step at a time and at least each minute, and
 * the period that it is compared with moves along.
 */
export function useShownWindow({ window, compared, stepMs }: Sent): Omit<Sent, "stepMs"> {
  const now = useNow();
  const beat = Math.min(stepMs, MINUTE);
  const to = window.range === "dates" ? window.to : Math.floor(now / beat) * beat;
  return useMemo(() => {
    const by = to - window.to;
    return {
      window: { ...window, from: window.from + by, to },
      compared: compared && { from: compared.from + by, to: compared.to + by },
    };
  }, [window, compared, to]);
}
