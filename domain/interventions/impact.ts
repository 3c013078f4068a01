/** A machine as the impact of work on it depends on it. */
export interface ImpactMachine {
  readonly id: number;
  readonly name: string;
  readonly role: string;
  /** It is of no use while none of these is: a web server without balancers, a replica without its primary. */
  readonly parentIds: readonly number[];
}

/** A service that is judged by machines too, or by checks alone. */
export interface ImpactService {
  readonly name: string;
  /** How many of its parts must answer. */
  readonly quorum: number;
  readonly machineIds: readonly number[];
  readonly checks: number;
}

/** What work does to the machines of one role. */
export interface RoleImpact {
  readonly role: string;
  /** Worked on, by name. */
  readonly touched: readonly string[];
  /** Of no use meanwhile, because what they need is worked on. */
  readonly dragged: readonly string[];
  readonly total: number;
  /** How many serve meanwhile. */
  readonly left: number;
}

/**
 * `closed`: nobody can buy. `tracking`: the shop sells, orders are not followed meanwhile. `part`: a role that is not on the
 * way of a visit is out. `reduced`: everything answers, with less behind it. `none`: no machine is worked on.
 */
export type ImpactVerdict = "closed" | "tracking" | "part" | "reduced" | "none";

export interface Impact {
  readonly verdict: ImpactVerdict;
  /** In the order in which the machines are given; only roles with less than before. */
  readonly roles: readonly RoleImpact[];
  /** Names of the services that have too few parts left. */
  readonly services: readonly string[];
}

/** The way that a visit travels: without one of these nobody buys. */
const ON_THE_WAY: readonly string[] = ["lb", "web", "app", "db"];
const TRACKING = "orders";

/** What work on these machines does to the service, from the roles and the redundancy of the project's living machines. */
export function impactOf(
  machines: readonly ImpactMachine[],
  touchedIds: Iterable<number>,
  services: readonly ImpactService[] = [],
): Impact {
  const touched = new Set(touchedIds);
  const out = outOfUse(machines, touched);
  const roles = [...new Set(machines.map(({ role }) => role))]
    .map((role): RoleImpact => {
      const ofRole = machines.filter((machine) => machine.role === role);
      return {
        role,
        touched: ofRole.filter(({ id }) => touched.has(id)).map(({ name }) => name),
        dragged: ofRole.filter(({ id }) => out.has(id) && !touched.has(id)).map(({ name }) => name),
        total: ofRole.length,
        left: ofRole.filter(({ id }) => !out.has(id)).length,
      };
    })
    .filter(({ left, total }) => left < total);
  const down = services.filter(({ quorum, machineIds, checks }) => {
    return machineIds.some((id) => out.has(id)) && machineIds.filter((id) => !out.has(id)).length + checks < quorum;
  });
  return { verdict: verdictOf(roles, down.length), roles, services: down.map(({ name }) => name) };
}

function verdictOf(roles: readonly RoleImpact[], servicesDown: number): ImpactVerdict {
  const gone = roles.filter(({ left }) => left === 0).map(({ role }) => role);
  if (gone.some((role) => ON_THE_WAY.includes(role))) return "closed";
  if (gone.includes(TRACKING)) return "tracking";
  if (gone.length > 0 || servicesDown > 0) return "part";
  return roles.length > 0 ? "reduced" : "none";
}

/** What is worked on, and every machine that has parents of which none is left, whatever the number of steps between. */
function outOfUse(machines: readonly ImpactMachine[], touched: ReadonlySet<number>): Set<number> {
  const out = new Set(machines.filter(({ id }) => touched.has(id)).map(({ id }) => id));
  for (let before = -1; before !== out.size; ) {
    before = out.size;
    for (const { id, parentIds } of machines) {
      if (parentIds.length > 0 && parentIds.every((parent) => out.has(parent))) out.add(id);
    }
  }
  return out;
}
