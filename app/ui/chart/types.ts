import type { ReactNode } from "react";

import type { ChartUnit } from "./axis.ts";
import type { ChartLine } from "./plot.tsx";
import type { ChartPoint } from "./points.ts";
import type { Stretch } from "./zoom.ts";

/** A series as the store reads it. A point stands at the start of its step; absent steps are gaps. */
export interface ChartSeries {
  readonly key: string;
  readonly stepMs: number;
  readonly points: readonly ChartPoint[];
}

/** The expected range in the step that begins at `at`. */
export interface ExpectedPoint {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** One chart of a stack. */
export interface ChartRow {
  /** Of this stack only, and the same from one window to the next. */
  readonly id: string;
  readonly label: string;
  readonly unit: ChartUnit;
  /** Null: it could not be read. The row says so and offers to try again. */
  readonly series: ChartSeries | null;
  /** The same over the period before, at the instants at which it was measured. Drawn dotted over the window. */
  readonly before?: ChartSeries;
  /** A second curve on the same scale, dotted: the other direction. Gives way to the period before. */
  readonly second?: { readonly series: ChartSeries; readonly text: string };
  readonly lines?: readonly ChartLine[];
  /** What was to be expected, as a band with dotted edges behind the curve. */
  readonly expected?: readonly ExpectedPoint[];
  /** The newest value there is, where it is newer than the curve: the readout of what is live. */
  readonly newest?: number | null;
  /** Scale cut to the values where they move little; the key then writes the range. Else from zero. */
  readonly isFitted?: boolean;
  /** Values are the last that came: drawn in mute. */
  readonly isStale?: boolean;
  /** Under the readout: "of 8 GB contracted". */
  readonly note?: ReactNode;
  /** Address of this chart as CSV. */
  readonly csv?: string;
}

/** Something that happened, numbered on the axis in order of time and told below. Words come ready. */
export interface ChartMark {
  readonly id: string;
  readonly at: number;
  /** End of what lasts; null or absent for an instant. */
  readonly until?: number | null;
  /** It has no end yet: it is of every later window. */
  readonly isLasting?: boolean;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** It explains the gaps that it touches; beside them. */
  readonly gapReason?: string;
  readonly link?: { readonly to: string; readonly text: string };
}

/** Why nothing was measured, in words. */
export interface GapReason extends Stretch {
  readonly text: string;
}
