/** The views that everybody has, by the address of their question. Words under `tickets:views`. */
export const STAFF_VIEWS = {
  all: "",
  mine: "assignee=me",
  near: "near=1",
  nobody: "assignee=nobody&waits=us",
  waitsClient: "waits=client",
  waitsThird: "waits=third",
  ended: "state=ended",
} as const;

export const CLIENT_VIEWS = {
  all: "",
  waitsYou: "waits=client",
  ended: "state=ended",
} as const;

export type StandingView = keyof typeof STAFF_VIEWS | keyof typeof CLIENT_VIEWS;

/** In characters, and of one owner. */
export const VIEW_LIMITS = { name: 80, views: 30 } as const;

/** A question that somebody kept under a name. */
export interface SavedView {
  readonly id: number;
  readonly name: string;
  /** As an address says it, without the mark of question. */
  readonly question: string;
  readonly isShared: boolean;
  readonly isOwn: boolean;
}

/** Whether two addresses ask the same, in whatever order. */
export function asksTheSame(one: string, other: string): boolean {
  const sorted = (text: string) => [...new URLSearchParams(text)].map((pair) => pair.join("=")).sort();
  return sorted(one).join("&") === sorted(other).join("&");
}
