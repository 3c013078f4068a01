import type { BusinessCalendar } from "#domain/clocks/calendar.ts";
import type { Clock, DeskTerms, TicketHistory } from "#domain/clocks/clock.ts";

const MINUTE = 60_000;

/** Two weeks of a zone, minute by minute: what its clock shows. Made once a window. */
export interface Minutes {
  readonly timeZone: string;
  readonly start: number;
  /** Of each minute: its day on the zone's calendar, the day of the week (0 for Monday) and the minute of the day. */
  readonly days: readonly string[];
  readonly weekdays: readonly number[];
  readonly clock: readonly number[];
}

export function minutesOf(timeZone: string, start: number, count: number): Minutes {
  const reader = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const minutes = { timeZone, start, days: [] as string[], weekdays: [] as number[], clock: [] as number[] };
  for (let minute = 0; minute < count; minute += 1) {
    const shown = Object.fromEntries(
      reader.formatToParts(start + minute * MINUTE).map(({ type, value }) => [type, value]),
    );
    minutes.days.push(`${shown.year}-${shown.month}-${shown.day}`);
    minutes.weekdays.push(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(shown.weekday ?? ""));
    minutes.clock.push(Number(shown.hour) * 60 + Number(shown.minute));
  }
  return minutes;
}

/** Whether a minute is open, read off the calendar as one reads a sign on a door. */
export function isOpen(calendar: BusinessCalendar, minutes: Minutes, minute: number): boolean {
  const day = minutes.days[minute] ?? "";
  const shown = minutes.clock[minute] ?? 0;
  const holds = (ranges: readonly { from: number; to: number }[] = []) =>
    ranges.some(({ from, to }) => from <= shown && shown < to);
  const hours = calendar.hours.filter(({ effectiveOn }) => effectiveOn <= day).at(-1);
  return holds(hours?.week[minutes.weekdays[minute] ?? 0]) && !holds(calendar.closed.get(day));
}

export interface CountedRound {
  readonly clock: Clock;
  readonly round: number;
  readonly elapsedSeconds: number;
  readonly targetSeconds: number | null;
  readonly standing: string;
}

/** Counts a ticket's clocks a minute at a time: each minute asks anew what was last said, decided and agreed before it. */
export function countByMinutes(
  history: TicketHistory,
  terms: readonly DeskTerms[],
  minutes: Minutes,
  until: number,
): CountedRound[] {
  const rounds: { -readonly [Key in keyof CountedRound]: CountedRound[Key] }[] = [];
  const open = new Map<Clock, (typeof rounds)[number]>();
  const inEffect = (priority: number, at: number) =>
    [...terms]
      .sort((one, other) => one.from - other.from)
      .findLast((one) => one.priority === priority && one.from <= at);
  const promised = (clock: Clock, priority: number, at: number) => inEffect(priority, at)?.targets[clock] ?? null;

  for (let at = history.openedAt; at <= until; at += MINUTE) {
    // Stops first, one by one: a word and a change of the same minute come in their order.
    for (const [index, step] of history.steps.entries()) {
      if (step.at !== at) continue;
      const before = history.steps.slice(0, index);
      const isEnd = step.what === "state" && (step.to === "resolved" || step.to === "closed");
      const isWord = step.what === "spoken" && step.side === "staff";
      const priority = before.findLast((one) => one.what === "priority")?.to ?? history.priority;
      for (const [clock, round] of [...open]) {
        if (!isEnd && !(isWord && clock !== "resolution")) continue;
        Object.assign(round, { standing: "stopped", targetSeconds: promised(clock, priority as number, at) });
        open.delete(clock);
      }
    }
    const past = history.steps.filter((step) => step.at <= at);
    const priority = (past.findLast((one) => one.what === "priority")?.to ?? history.priority) as number;
    const stateStep = past.findLastIndex((one) => one.what === "state");
    const lastState = past[stateStep];
    const state = lastState?.what === "state" ? lastState.to : history.state;
    if (state === "resolved" || state === "closed") continue;

    const wasEverEnded = past.some((one) => one.what === "state" && (one.to === "resolved" || one.to === "closed"));
    const words = past.filter((one) => one.what === "spoken" && one.side !== "platform");
    const hasStaffSpoken =
      history.openedBy === "staff" || words.some((one) => one.what === "spoken" && one.side === "staff");
    const isAnswered = hasStaffSpoken || wasEverEnded;
    const lastWord = words.at(-1);
    const lastSide = lastWord?.what === "spoken" ? lastWord.side : history.openedBy;
    const isWaiting =
      state === "waiting_client" &&
      !past.slice(stateStep + 1).some((one) => one.what === "spoken" && one.side === "client");
    const terms = inEffect(priority, at);
    const isPaused = isWaiting && terms?.pausesForClient === true;
    const owesWord = isAnswered && (lastSide === "client" || terms?.updateRule === "since_last_word");
    const running: Record<Clock, boolean> = {
      first_response: !isAnswered,
      next_update: owesWord && !isPaused,
      resolution: !isPaused,
    };
    const seconds = at < until && terms && isOpen(terms.calendar, minutes, (at - minutes.start) / MINUTE) ? 60 : 0;
    for (const clock of ["first_response", "next_update", "resolution"] as const) {
      if (!open.has(clock) && (running[clock] || clock === "resolution")) {
        const earlier = rounds.filter((one) => one.clock === clock);
        const elapsedSeconds = clock === "resolution" ? (earlier.at(-1)?.elapsedSeconds ?? 0) : 0;
        const begun = { clock, round: earlier.length + 1, elapsedSeconds, targetSeconds: null, standing: "running" };
        rounds.push(begun);
        open.set(clock, begun);
      }
      const round = open.get(clock);
      if (!round) continue;
      round.standing = running[clock] ? "running" : "paused";
      if (running[clock]) round.elapsedSeconds += seconds;
    }
    if (at === until) for (const [clock, round] of open) round.targetSeconds = promised(clock, priority, at);
  }
  return rounds;
}
