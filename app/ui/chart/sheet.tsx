import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

import type { Stretch } from "./zoom.ts";

/** What the charts of one stack share. */
export interface Sheet {
  /** Epoch milliseconds; the window that every chart of the stack shows. */
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  readonly shape: ChartShape;
  /** Opens another window; absent where the window is not the reader's to choose. */
  readonly zoomTo?: (window: Stretch) => void;
}
export type ChartShape = "drawing" | "table";

const SheetContext = createContext<Sheet | null>(null);
export const SheetProvider = SheetContext.Provider;

export function useSheet(): Sheet {
  const sheet = useContext(SheetContext);
  if (!sheet) throw new Error("a chart needs a ChartStack around it");
  return sheet;
}

/** What the reader points at, in all charts at once. */
export interface Pointing {
  readonly at: number | null;
  /** What is being selected for the zoom, from its first end to the one that moves. */
  readonly selection: { readonly anchor: number; readonly head: number } | null;
}

const NOTHING: Pointing = { at: null, selection: null };

const PointingContext = createContext<readonly [Pointing, (pointing: Pointing) => void] | null>(null);

/** One cursor for all stacks below it. A stack without one around it makes its own. */
export function SharedCursor({ children }: { children: ReactNode }) {
  const above = useContext(PointingContext);
  const [pointing, setPointing] = useState(NOTHING);
  const own = useMemo(() => [pointing, setPointing] as const, [pointing]);
  return <PointingContext.Provider value={above ?? own}>{children}</PointingContext.Provider>;
}

export function usePointing(): readonly [Pointing, (pointing: Pointing) => void] {
  const pointing = useContext(PointingContext);
  if (!pointing) throw new Error("a chart needs a ChartStack around it");
  return pointing;
}
