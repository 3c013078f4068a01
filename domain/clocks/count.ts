import { isEnded, type TicketPriority, type TicketState } from "#domain/tickets/ticket.ts";

import { businessSeconds } from "./business-time.ts";
import type { Clock, ClockRound, DeskTerms, HistoryStep, TicketHistory } from "./clock.ts";
import { termsAt } from "./clock.ts";

type Running = { -readonly [Key in keyof ClockRound]: ClockRound[Key] };

/**
 * Counts a ticket's clocks from its history up to `until` (epoch milliseconds), rounds in the order of their start. Each
 * stretch counts by the terms in effect then for the priority it had then; the target is that of the stop, or of `until`.
 * So a priority raised on Monday owes nothing for a weekend on which nobody had to work.
 *
 * First response: until staff's first public word, or the end; never paused. Next update: after that, by the terms' rule,
 * until staff's next public word. Resolution: until resolved or closed, and on from there when the ticket is reopened.
 */
export function countClocks(
  history: TicketHistory,
  terms: readonly DeskTerms[],
  until: number,
  measure = businessSeconds,
): ClockRound[] {
  const count = new Count(history, terms);
  const effects = terms.map(({ from }) => from).filter((from) => from > history.openedAt && from < until);
  const steps = history.steps.filter(({ at }) => at <= until);
  const instants = [...new Set([history.openedAt, ...steps.map(({ at }) => at), ...effects, until])]
    .filter((at) => at >= history.openedAt)
    .sort((one, other) => one - other);
  let taken = 0;
  for (const [index, at] of instants.entries()) {
    for (let step = steps[taken]; step && step.at <= at; step = steps[taken]) {
      count.take(step);
      taken += 1;
    }
    // The last stretch is empty: it begins what begins at `until`.
    count.pass(at, instants[index + 1] ?? until, measure);
  }
  return count.rounds(until);
}

/** The ticket as it stands while its history is gone through. */
class Count {
  private readonly done: ClockRound[] = [];
  private readonly open = new Map<Clock, Running>();
  private state: TicketState;
  private priority: TicketPriority;
  private isAnswered: boolean;
  private isClientUnanswered: boolean;
  private isClientWaitedFor: boolean;

  constructor(
    history: TicketHistory,
    private readonly terms: readonly DeskTerms[],
  ) {
    this.state = history.state;
    this.priority = history.priority;
    this.isAnswered = history.openedBy === "staff";
    this.isClientUnanswered = history.openedBy === "client";
    this.isClientWaitedFor = history.state === "waiting_client";
  }

  take(step: HistoryStep): void {
    if (step.what === "priority") {
      this.priority = step.to;
    } else if (step.what === "state") {
      if (isEnded(step.to)) for (const clock of [...this.open.keys()]) this.stop(clock, step.at);
      if (isEnded(step.to)) this.isAnswered = true;
      this.state = step.to;
      this.isClientWaitedFor = step.to === "waiting_client";
    } else if (step.side === "staff") {
      this.stop("first_response", step.at);
      this.stop("next_update", step.at);
      this.isAnswered = true;
      this.isClientUnanswered = false;
    } else if (step.side === "client") {
      this.isClientUnanswered = true;
      // Whatever the ticket says it waits for, they have answered.
      this.isClientWaitedFor = false;
    }
  }

  /** Lets a stretch pass in which nothing happens. */
  pass(from: number, to: number, measure: typeof businessSeconds): void {
    const terms = termsAt(this.terms, this.priority, from);
    if (isEnded(this.state)) return;
    const isPaused = this.isClientWaitedFor && terms?.pausesForClient === true;
    const isUpdateOwed = this.isAnswered && (terms?.updateRule === "since_last_word" || this.isClientUnanswered);
    const runs: Record<Clock, boolean> = {
      first_response: !this.isAnswered,
      next_update: isUpdateOwed && !isPaused,
      resolution: !isPaused,
    };
    const seconds = terms ? measure(terms.calendar, from, to) : 0;
    for (const clock of ["first_response", "next_update", "resolution"] as const) {
      const isBegun = clock === "resolution" || runs[clock];
      const round = this.open.get(clock) ?? (isBegun ? this.begin(clock, from) : undefined);
      if (!round) continue;
      round.standing = runs[clock] ? "running" : "paused";
      if (runs[clock]) round.elapsedSeconds += seconds;
    }
  }

  rounds(until: number): ClockRound[] {
    const running = [...this.open.values()].map((round) => this.judged(round, until));
    return [...this.done, ...running].sort(
      (one, other) => one.startedAt - other.startedAt || order(one.clock) - order(other.clock),
    );
  }

  private begin(clock: Clock, at: number): Running {
    const before = this.done.filter((one) => one.clock === clock);
    const carriedSeconds = clock === "resolution" ? (before.at(-1)?.elapsedSeconds ?? 0) : 0;
    const begun: Running = {
      clock,
      round: before.length + 1,
      startedAt: at,
      carriedSeconds,
      elapsedSeconds: carriedSeconds,
      standing: "running",
      stoppedAt: null,
      priority: this.priority,
      targetSeconds: null,
    };
    this.open.set(clock, begun);
    return begun;
  }

  private stop(clock: Clock, at: number): void {
    const round = this.open.get(clock);
    if (!round) return;
    this.open.delete(clock);
    this.done.push({ ...this.judged(round, at), standing: "stopped", stoppedAt: at });
  }

  private judged(round: Running, at: number): ClockRound {
    const targetSeconds = termsAt(this.terms, this.priority, at)?.targets[round.clock] ?? null;
    return { ...round, priority: this.priority, targetSeconds };
  }
}

function order(clock: Clock): number {
  return ["first_response", "next_update", "resolution"].indexOf(clock);
}
