import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from "react";

import { useFormat } from "#app/ui/use-format.tsx";
import { nearestStep } from "#domain/metrics/day-steps.ts";

import { usePointing, useSheet } from "./sheet.tsx";
import { isDrag, stretchBetween, zoomed } from "./zoom.ts";

interface CursorPadProps {
  readonly label: string;
  readonly valueText: string;
  /** The element that tells of the keys. */
  readonly describedBy?: string;
  readonly children: ReactNode;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };

/**
 * The surface that reads the chart. A pointer or the arrows move the cursor (a page at once with Page Up and Down);
 * a mouse that drags, or Shift with the arrows, selects; letting go, or Enter, opens what is selected; Escape lets
 * go of it. A finger only reads: it must be able to go along the whole curve.
 */
export function CursorPad({ label, valueText, describedBy, children }: CursorPadProps) {
  const { from, to, stepMs, zoomTo } = useSheet();
  const [{ at, selection }, setPointing] = usePointing();
  const anchor = useRef<number | null>(null);
  const { timeZone } = useFormat();
  const within = { from, to };
  const snapped = (instant: number) => Math.min(to, Math.max(from, nearestStep(instant, stepMs, timeZone)));
  const instantOf = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return from + ((event.clientX - left) / width) * (to - from);
  };
  const open = (selected: NonNullable<typeof selection>) => {
    setPointing({ at: null, selection: null });
    zoomTo?.(zoomed(stretchBetween(selected.anchor, selected.head, within), stepMs, timeZone));
  };

  const press = (event: PointerEvent<HTMLDivElement>) => {
    const instant = instantOf(event);
    if (zoomTo && event.pointerType === "mouse" && event.button === 0) {
      event.currentTarget.setPointerCapture(event.pointerId);
      anchor.current = instant;
    }
    setPointing({ at: snapped(instant), selection: null });
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const instant = instantOf(event);
    const start = anchor.current;
    const isSelecting = start !== null && isDrag(stretchBetween(start, instant, within), within);
    setPointing({ at: snapped(instant), selection: isSelecting ? { anchor: start, head: instant } : null });
  };
  const release = () => {
    anchor.current = null;
    if (selection) open(selection);
  };
  const cancel = () => {
    anchor.current = null;
    setPointing({ at, selection: null });
  };

  const stepOrZoom = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === "Escape") {
      anchor.current = null;
      return setPointing({ at: selection ? at : null, selection: null });
    }
    if (event.key === "Enter" && selection) {
      event.preventDefault();
      return open(selection);
    }
    const head = keyed(event.key, at ?? to);
    if (head === null) return;
    event.preventDefault();
    const isSelecting = event.shiftKey && zoomTo !== undefined;
    setPointing({
      at: head,
      selection: isSelecting ? { anchor: selection?.anchor ?? at ?? to, head } : null,
    });
  };
  const keyed = (key: string, now: number) => {
    if (key === "Home") return from;
    if (key === "End") return to;
    const steps = STEPS[key];
    return steps === undefined ? null : snapped(now + steps * stepMs);
  };

  return (
    <div
      className="chart-pad"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-describedby={describedBy}
      aria-valuemin={from}
      aria-valuemax={to}
      aria-valuenow={at ?? to}
      aria-valuetext={valueText}
      onKeyDown={stepOrZoom}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={cancel}
      // A finger that lifts leaves the values pinned; a mouse that leaves lets go.
      onPointerLeave={(event) => {
        if (event.pointerType === "mouse" && anchor.current === null) setPointing({ at: null, selection: null });
      }}
    >
      {children}
    </div>
  );
}
