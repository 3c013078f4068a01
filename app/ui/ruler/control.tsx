import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { RulerProps, TimeWindow } from "#app/ui/ruler.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { isOfDays } from "#domain/metrics/day-steps.ts";
import { daysLater } from "#domain/metrics/wall-time.ts";

import { tickStep } from "./ticks.ts";

type RulerControlProps = RulerProps & {
  readonly onWindow: (window: TimeWindow | null) => void;
  /** What the hand is choosing, until it lets go. */
  readonly onPreview: (window: TimeWindow | null) => void;
};

/** Shorter drags are clicks: they leave the window alone. */
const SHORTEST_DRAG = 0.01;
/** Keys are let go one after the other: the page follows when they rest. */
const KEYS_REST_MS = 350;

/** Drag to set the page's window; arrows move it by a tick, with Shift they move its end, Escape goes back to now. */
export function RulerControl({ from, to, now, window, onWindow, onPreview }: RulerControlProps) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const dragStart = useRef<number | null>(null);
  const dragged = useRef<TimeWindow | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(rest.current), []);

  const instantOf = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    return from + share * (to - from);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (dragStart.current === null) return;
    const [start, end] = [dragStart.current, instantOf(event)].sort((a, b) => a - b) as [number, number];
    const chosen = { from: minute(start), to: minute(Math.min(end, Math.max(now, from))) };
    dragged.current = end - start > (to - from) * SHORTEST_DRAG && chosen.to > chosen.from ? chosen : null;
    onPreview(dragged.current);
  };
  const letGo = (chosen: TimeWindow | null) => {
    dragStart.current = null;
    dragged.current = null;
    if (chosen) onWindow(chosen);
    else onPreview(null);
  };
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === "Escape") return onWindow(null);
    const direction = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    const shown = window ?? { from, to: now };
    const by = tickAway(event.shiftKey ? shown.to : shown.from, direction, tickStep(from, to), format.timeZone);
    const next = moved(shown, by, event.shiftKey, { from, to: now });
    onPreview(next);
    clearTimeout(rest.current);
    rest.current = setTimeout(() => onWindow(next), KEYS_REST_MS);
  };

  const shown = window ?? { from, to: now };
  return (
    <div
      className="ruler-control"
      role="slider"
      tabIndex={0}
      aria-label={t("ruler.control")}
      aria-valuemin={from}
      aria-valuemax={to}
      aria-valuenow={shown.to}
      aria-valuetext={t("ruler.window", { from: format.moment(shown.from, now), to: format.moment(shown.to, now) })}
      onKeyDown={step}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        dragStart.current = instantOf(event);
      }}
      onPointerMove={drag}
      onPointerUp={() => letGo(dragged.current)}
      onPointerCancel={() => letGo(null)}
    />
  );
}

/** How far the next tick is: a day is as long as the calendar's, which may have 23 or 25 hours. */
export function tickAway(at: number, direction: -1 | 1, tick: number, timeZone: string): number {
  return isOfDays(tick) ? daysLater(at, direction, timeZone) - at : direction * tick;
}

/** A hand does not mean seconds. */
function minute(at: number): number {
  return Math.round(at / 60_000) * 60_000;
}

/** The window moved, or stretched at its end, and kept inside the bounds. */
export function moved(window: TimeWindow, by: number, onlyEnd: boolean, bounds: TimeWindow): TimeWindow {
  if (onlyEnd) return { from: window.from, to: clamp(window.to + by, window.from + Math.abs(by), bounds.to) };
  const length = window.to - window.from;
  const from = clamp(window.from + by, bounds.from, bounds.to - length);
  return { from, to: from + length };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
