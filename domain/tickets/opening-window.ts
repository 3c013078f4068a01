import { KEPT_LIMITS, windowRefusal } from "./kept-window.ts";
import type { TicketKind } from "./ticket.ts";

/** So much of the time before a moment is kept where nobody says otherwise: a cause comes before its effect. */
const BEFORE_MS = 60 * 60_000;
/** What began this long ago is kept up to the present; of what began earlier, as much of its beginning. */
const AFTER_MS = 6 * 60 * 60_000;

/** Epoch milliseconds: [from, to), and the instant that it is about. */
export interface OpeningWindow {
  readonly from: number;
  readonly to: number;
  readonly about: number;
}

interface Opening {
  readonly kind: TicketKind;
  /** What whoever opens it was looking at. */
  readonly window?: { readonly from: Date; readonly to: Date } | null;
  readonly since?: Date | null;
  readonly machineIds?: readonly number[];
}

/**
 * The window that is kept as a ticket is opened: the one that its author was looking at, else the time around its
 * beginning. Null where it is about no moment: a question, a request that names neither machine nor hour.
 */
export function openingWindow({ kind, window, since, machineIds = [] }: Opening, now: Date): OpeningWindow | null {
  if (window) return chosenWindow(window, since, now.getTime());
  const isOfAMoment = kind === "incident" || kind === "problem" || Boolean(since) || machineIds.length > 0;
  return isOfAMoment ? windowAround((since ?? now).getTime(), now.getTime()) : null;
}

/** The window around a moment; nothing after `now`, which has not been measured. */
export function windowAround(about: number, now: number): OpeningWindow {
  return { from: about - BEFORE_MS, to: Math.max(Math.min(about + AFTER_MS, now), about + 1), about };
}

/** A window of the address that cannot be kept is not worth refusing the ticket for. */
function chosenWindow(window: NonNullable<Opening["window"]>, since: Date | null | undefined, now: number) {
  const [from, to] = [window.from.getTime(), Math.min(window.to.getTime(), now)];
  if (windowRefusal({ from, to }, now) !== null) return windowAround(since?.getTime() ?? now, now);
  const about = since?.getTime() ?? Math.round((from + to) / 2);
  const isShort = to - from < KEPT_LIMITS.shortestMs;
  const around = isShort ? KEPT_LIMITS.shortestMs : 0;
  return { from: from - around, to, about: Math.min(Math.max(about, from), to) };
}
