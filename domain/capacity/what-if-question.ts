/** The question that an address asks of "what if": what is typed becomes a change, or is named as what it is not. Pure. */

import { isDay } from "./action.ts";
import { dayAfter } from "./daily.ts";
import { multiplierOf } from "./expected/event.ts";
import type { ResourceKind } from "./resource.ts";
import { fromTyped } from "./typed-quantity.ts";
import { type Change, NO_CHANGE } from "./what-if.ts";

export const WHAT_IF_FIELDS = ["growth", "from", "to", "more", "resize", "limit", "tier", "machines"] as const;
export type WhatIfField = (typeof WHAT_IF_FIELDS)[number];

export type WhatIfProblem =
  | "badNumber"
  | "outOfRange"
  | "badDay"
  | "outside"
  | "endsBefore"
  | "missing"
  | "unknown"
  | "noneLeft";

export interface WhatIfKnown {
  readonly resources: readonly { readonly key: string; readonly kind: ResourceKind }[];
  readonly tiers: readonly { readonly key: string; readonly ids: readonly number[] }[];
  /** "2026-11-23". */
  readonly today: string;
}

export interface WhatIfQuestion {
  readonly typed: Readonly<Record<WhatIfField, string>>;
  readonly problems: Readonly<Partial<Record<WhatIfField, WhatIfProblem>>>;
  /** Of what was understood; what was not changes nothing. */
  readonly change: Change;
  /** Whether anything was asked at all. */
  readonly isAsked: boolean;
}

/** Percent more or less. */
const GROWTH = { least: -90, most: 900 };
const EVENT = { least: -90, most: 1_900 };
const MOST_MACHINES = 20;
const AHEAD_DAYS = 396;

export function whatIfQuestion(search: URLSearchParams, known: WhatIfKnown): WhatIfQuestion {
  const typed = Object.fromEntries(
    WHAT_IF_FIELDS.map((field) => [field, (search.get(field) ?? "").trim().slice(0, 200)]),
  ) as Record<WhatIfField, string>;
  const problems: Partial<Record<WhatIfField, WhatIfProblem>> = {};
  const number = (field: WhatIfField, least: number, most: number): number | null => {
    const value = numberOf(typed[field]);
    if (value === null) problems[field] = typed[field] === "" ? "missing" : "badNumber";
    else if (value < least || value > most) problems[field] = "outOfRange";
    return problems[field] ? null : value;
  };
  const growth = typed.growth === "" ? 0 : (number("growth", GROWTH.least, GROWTH.most) ?? 0);
  const change: Change = {
    growth: multiplierOf(growth),
    event: eventOf(typed, problems, number, known.today),
    resize: resizeOf(typed, problems, number, known),
    machines: machinesOf(typed, problems, number, known),
  };
  const isAsked = WHAT_IF_FIELDS.some((field) => typed[field] !== "");
  return { typed, problems, change: isAsked ? change : NO_CHANGE, isAsked };
}

type Typed = Readonly<Record<WhatIfField, string>>;
type Problems = Partial<Record<WhatIfField, WhatIfProblem>>;
type ReadNumber = (field: WhatIfField, least: number, most: number) => number | null;

function eventOf(typed: Typed, problems: Problems, number: ReadNumber, today: string): Change["event"] {
  if (typed.from === "" && typed.to === "" && typed.more === "") return null;
  const endsOn = typed.to === "" ? typed.from : typed.to;
  if (typed.from === "") problems.from = "missing";
  else if (!isDay(typed.from)) problems.from = "badDay";
  if (typed.to !== "" && !isDay(typed.to)) problems.to = "badDay";
  const more = number("more", EVENT.least, EVENT.most);
  if (!problems.from && !problems.to) {
    if (endsOn < typed.from) problems.to = "endsBefore";
    else if (endsOn < today || typed.from > dayAfter(today, AHEAD_DAYS)) problems.from = "outside";
  }
  if (problems.from || problems.to || more === null) return null;
  return { startsOn: typed.from, endsOn, multiplier: multiplierOf(more) };
}

function resizeOf(typed: Typed, problems: Problems, number: ReadNumber, { resources }: WhatIfKnown): Change["resize"] {
  if (typed.resize === "" && typed.limit === "") return null;
  const resource = resources.find(({ key }) => key === typed.resize);
  if (!resource) problems.resize = typed.resize === "" ? "missing" : "unknown";
  const limit = number("limit", 0.01, 1e9);
  return resource && limit !== null ? { key: resource.key, limit: fromTyped(resource, limit) } : null;
}

function machinesOf(typed: Typed, problems: Problems, number: ReadNumber, { tiers }: WhatIfKnown): Change["machines"] {
  if (typed.tier === "" && typed.machines === "") return null;
  const tier = tiers.find(({ key }) => key === typed.tier);
  if (!tier) problems.tier = typed.tier === "" ? "missing" : "unknown";
  const more = number("machines", -MOST_MACHINES, MOST_MACHINES);
  if (!tier || more === null) return null;
  if (!Number.isInteger(more)) problems.machines = "badNumber";
  else if (tier.ids.length + more < 1) problems.machines = "noneLeft";
  return problems.machines ? null : { ids: tier.ids, more };
}

/** A comma or a point, a sign, blanks between thousands; null for what is no number. */
function numberOf(text: string): number | null {
  const plain = text
    .replaceAll(/[\s\u00a0\u202f%]/g, "")
    .replace(",", ".")
    .replace("−", "-");
  return /^[+-]?\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}
