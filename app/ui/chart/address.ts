import { useLocation, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { useFormat } from "#app/ui/use-format.tsx";
import { type RangeName, windowQuery } from "#domain/metrics/window.ts";

import type { Stretch } from "./zoom.ts";

const OF_THE_WINDOW = ["range", "from", "to"];

/** Addresses of this page with another window or another shape of its charts; the rest of the query is kept. */
export function useChartAddress() {
  const [query] = useSearchParams();
  const { pathname } = useLocation();
  const { timeZone } = useFormat();
  return useMemo(() => chartAddress(pathname, query, timeZone), [pathname, query, timeZone]);
}

export function chartAddress(pathname: string, query: URLSearchParams, timeZone: string) {
  const kept = [...query].filter(([name]) => !OF_THE_WINDOW.includes(name));
  const changed = (change: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(change)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    return `${pathname}?${next}`;
  };
  const shown = (window: string) => `${pathname}?${new URLSearchParams([...kept, ...new URLSearchParams(window)])}`;
  return {
    pathname,
    range: (name: RangeName) => shown(`range=${name}`),
    /** A window of dates: the same for whoever opens it, whenever. */
    window: ({ from, to }: Stretch) => shown(windowQuery({ range: "dates", from, to }, timeZone)),
    changed,
    has: (name: string, value: string) => query.get(name) === value,
    /** What a form that sets the window has to send along. */
    kept,
  };
}
