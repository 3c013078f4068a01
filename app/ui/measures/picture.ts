import type { SerializeFrom } from "@remix-run/node";

import type { Measured, Weight } from "#domain/consumption/picture.ts";
import type { Reported } from "#domain/consumption/resources.ts";
import type { LaneStretch } from "#domain/machines/history.ts";
import type { TimeWindow, WindowRefusal } from "#domain/metrics/window.ts";
import type { TimelineEntry } from "#domain/timeline/entry.ts";

export interface SentHeavy {
  readonly machine: string;
  readonly project: { readonly slug: string; readonly name: string };
  /** Mean over the window: cores, bytes, or bytes a second. */
  readonly used: number;
  /** Of all machines of the group together, 0 to 1. */
  readonly share: number;
}

/** What a page of measures shows of a group of machines. Instants in epoch milliseconds. */
export interface GroupPicture extends Measured {
  readonly now: number;
  /** When one of the machines was last heard; null when none ever was. */
  readonly measuredAt: number | null;
  readonly window: TimeWindow;
  readonly compared: { readonly from: number; readonly to: number } | null;
  readonly refused: WindowRefusal | null;
  readonly by: Weight;
  readonly machineCount: number;
  readonly reported: Reported | null;
  readonly before: Measured["curves"] | null;
  /** Null for groups too large to rank. */
  readonly heaviest: readonly SentHeavy[] | null;
  /** Of the window, for the charts. */
  readonly timeline: readonly SerializeFrom<TimelineEntry>[];
  readonly ruler: {
    readonly from: number;
    readonly lane: readonly LaneStretch[];
    readonly flags: readonly SerializeFrom<TimelineEntry>[];
  };
}
