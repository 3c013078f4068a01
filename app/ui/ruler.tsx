import { useState } from "react";

import { RulerControl } from "./ruler/control.tsx";
import { RulerFacts } from "./ruler/facts.tsx";
import { RulerFlags, RulerLane, RulerNeedle, RulerScale, RulerWindow } from "./ruler/parts.tsx";
import type { State } from "./state-mark.tsx";
import { useFormat } from "./use-format.tsx";

/** A stretch of time, epoch milliseconds. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

export interface RulerSegment extends TimeWindow {
  readonly state: State;
  /** What happened, for the list; the state's word where absent. */
  readonly text?: string;
}

export interface RulerLaneData {
  readonly name: string;
  readonly segments: readonly RulerSegment[];
}

export interface RulerFlag {
  readonly at: number;
  readonly text: string;
  /** Sea flags announce; the phone keeps only them. */
  readonly tone?: "sea";
  /** Where flags would cover each other, this one stays. */
  readonly isOutage?: boolean;
}

export interface RulerProps extends TimeWindow {
  /** Names the ruler: "The last 24 hours and the next 12". */
  readonly label: string;
  readonly now: number;
  /** Two at most. */
  readonly lanes: readonly RulerLaneData[];
  readonly flags?: readonly RulerFlag[];
  /** The window that the page shows, drawn on the ruler. */
  readonly window?: TimeWindow | null;
  /** Makes the ruler a control: drag to set the window, arrows to move it by a tick; null means "back to now". */
  readonly onWindow?: (window: TimeWindow | null) => void;
}

/** La règle: the time that the page is about, its states, its events, and now. */
export function Ruler(props: RulerProps) {
  const format = useFormat();
  const [preview, setPreview] = useState<TimeWindow | null>(null);
  const [known, setKnown] = useState(props.window);
  if (known?.from !== props.window?.from || known?.to !== props.window?.to) {
    setKnown(props.window);
    // The window that was chosen has arrived. One that moves on with the clock is not an answer to the hand.
    if (hasJumped(known, props.window)) setPreview(null);
  }
  const window = preview ?? props.window;
  return (
    <section className="ruler" aria-label={props.label}>
      <RulerFacts {...props} />
      <div className="ruler-rows" aria-hidden="true">
        <span className="ruler-blank" />
        <RulerFlags {...props} />
        {props.lanes.map((lane) => (
          <RulerLane key={lane.name} lane={lane} {...props} />
        ))}
        <span className="ruler-blank" />
        <RulerScale {...props} format={format} />
      </div>
      <div className="ruler-over">
        {window && (
          <svg className="ruler-window-layer" aria-hidden="true">
            <RulerWindow {...props} window={window} />
          </svg>
        )}
        <svg aria-hidden="true">
          <RulerNeedle {...props} format={format} />
        </svg>
        {props.onWindow && <RulerControl {...props} window={window} onWindow={props.onWindow} onPreview={setPreview} />}
      </div>
    </section>
  );
}

const CLOCK_MS = 60_000;

function hasJumped(one: TimeWindow | null | undefined, other: TimeWindow | null | undefined): boolean {
  if (!one || !other) return true;
  return Math.abs(one.from - other.from) > CLOCK_MS || Math.abs(one.to - other.to) > CLOCK_MS;
}
