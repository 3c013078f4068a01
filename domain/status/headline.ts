import type { StatusVerdict } from "./days.ts";
import type { ComponentNames } from "./page.ts";
import type { ToldIncident } from "./told.ts";

/** A component as the page's first sentence sees it. */
export interface StandingComponent {
  readonly names: ComponentNames;
  readonly verdict: StatusVerdict;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** What the page says first, and the words that it needs for it. */
export type Headline =
  | { readonly kind: "nothing" }
  | { readonly kind: "up" }
  | { readonly kind: "incident"; readonly incident: ToldIncident }
  | {
      readonly kind: Exclude<StatusVerdict, "up">;
      /** The component that has been so for longest. */
      readonly names: ComponentNames;
      readonly since: number;
      /** How many components are so, of how many. */
      readonly count: number;
      readonly of: number;
    };

/** The worst wins; of two alike what the checks see comes before what people told. What nobody measures is worse than planned work. */
export function headlineOf(components: readonly StandingComponent[], open: readonly ToldIncident[]): Headline {
  const lasting = open.filter(({ recoveredAt }) => recoveredAt === null);
  for (const kind of ["down", "degraded"] as const) {
    const found = standing(components, kind) ?? told(lasting, kind);
    if (found) return found;
  }
  const found = standing(components, "unmonitored") ?? standing(components, "maintenance");
  return found ?? (components.length > 0 ? { kind: "up" } : { kind: "nothing" });
}

function standing(components: readonly StandingComponent[], kind: Exclude<StatusVerdict, "up">): Headline | undefined {
  const found = components.filter(({ verdict }) => verdict === kind).sort((one, other) => one.since - other.since);
  const [first] = found;
  return first && { kind, names: first.names, since: first.since, count: found.length, of: components.length };
}

function told(lasting: readonly ToldIncident[], impact: "down" | "degraded"): Headline | undefined {
  const [first] = lasting
    .filter((incident) => incident.impact === impact)
    .sort((one, other) => one.startedAt - other.startedAt);
  return first && { kind: "incident", incident: first };
}
