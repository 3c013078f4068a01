import { searchText } from "#domain/search/question.ts";

import {
  isEnded,
  TICKET_KINDS,
  TICKET_STATES,
  type TicketKind,
  type TicketPriority,
  type TicketState,
} from "../ticket.ts";

/** Whose word is awaited: the provider's, the client's, somebody else's. */
export const AWAITED = ["us", "client", "third"] as const;
export type Awaited = (typeof AWAITED)[number];

/** What a list of tickets is asked. Left out: all. */
export interface TicketQuestion {
  readonly states: readonly TicketState[];
  readonly kinds: readonly TicketKind[];
  readonly priorities: readonly TicketPriority[];
  /** "me" is the asker; "nobody" those that nobody took; else a user's id. */
  readonly assignee: string | null;
  readonly teamId: number | null;
  readonly tag: string | null;
  /** Slug of a project. */
  readonly project: string | null;
  /** Name of a machine. */
  readonly machine: string | null;
  readonly waits: Awaited | null;
  /** Only those whose clock warns or has run out. */
  readonly isNear: boolean;
  /** As searchText gives it; "" for none. */
  readonly text: string;
}

export const OPEN_STATES = TICKET_STATES.filter((state) => !isEnded(state));
const WAITING: Readonly<Record<Awaited, readonly TicketState[]>> = {
  us: ["new", "open"],
  client: ["waiting_client"],
  third: ["waiting_third"],
};
/** Of words in an address. */
const LONGEST = 80;
const PRIORITIES: readonly TicketPriority[] = [1, 2, 3, 4];

/** The names under which a question stands in an address, and in a saved view. */
export const QUESTION_FIELDS = [
  "q",
  "state",
  "waits",
  "kind",
  "priority",
  "assignee",
  "team",
  "tag",
  "project",
  "machine",
  "near",
] as const;

/**
 * Reads an address; what cannot be read is left out, as an old link must still open. Without a state, those that nobody
 * has ended; with words to look for, all.
 */
export function questionOf(query: URLSearchParams): TicketQuestion {
  const word = (name: string) => query.get(name)?.trim().slice(0, LONGEST) || null;
  const text = searchText(query.get("q"));
  const waits = AWAITED.find((one) => one === query.get("waits")) ?? null;
  const team = Number(query.get("team"));
  return {
    states: statesOf(query.getAll("state"), { waits, text }),
    kinds: TICKET_KINDS.filter((kind) => query.getAll("kind").includes(kind)),
    priorities: PRIORITIES.filter((priority) => query.getAll("priority").includes(String(priority))),
    assignee: word("assignee"),
    teamId: Number.isSafeInteger(team) && team > 0 && team < 2 ** 31 ? team : null,
    tag: word("tag"),
    project: word("project"),
    machine: word("machine"),
    waits,
    isNear: query.get("near") === "1",
    text,
  };
}

/** What is not said in a question is not in its address: the same question has one address. */
export function questionAddress(query: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams();
  for (const name of QUESTION_FIELDS) {
    for (const value of query.getAll(name)) if (value.trim() !== "") kept.append(name, value.trim().slice(0, LONGEST));
  }
  return kept;
}

/** Whether none of the asked states is one of the end: such a list begins with what presses, others with the newest. */
export function isOfOpen({ states }: TicketQuestion): boolean {
  return states.length > 0 && !states.some(isEnded);
}

function statesOf(
  asked: readonly string[],
  { waits, text }: { readonly waits: Awaited | null; readonly text: string },
): readonly TicketState[] {
  if (waits) return WAITING[waits];
  if (asked.includes("all")) return [];
  const named = TICKET_STATES.filter((state) => asked.includes(state) || (isEnded(state) && asked.includes("ended")));
  if (named.length > 0) return named;
  return text === "" ? OPEN_STATES : [];
}
