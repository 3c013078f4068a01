import type { PlannedCheck } from "#domain/checks/check.ts";

import { type Resolve, systemResolve } from "./address.ts";
import { evidenceDirectory } from "./evidence.ts";
import { httpCheck } from "./http-check.ts";
import { journey } from "./journey.ts";
import type { LookAt } from "./probe.ts";
import { tcpCheck } from "./tcp-check.ts";

export interface LookSettings {
  /** The data directory, for what is kept of failures. */
  readonly data: string;
  /** Of the shop that journeys buy from; empty where it needs none. */
  readonly shopSecret: string;
  readonly resolve?: Resolve;
}

/** The look of each kind, all by the same rule of addresses. */
export function lookBy({ data, shopSecret, resolve = systemResolve }: LookSettings): LookAt {
  return ({ id, target, allowed }: PlannedCheck, signal, at) => {
    const rule = { resolve, allowed };
    switch (target.kind) {
      case "http":
        return httpCheck(target, rule, signal);
      case "tcp":
        return tcpCheck(target, rule, signal);
      case "journey":
        return journey(target, rule, signal, { secret: shopSecret, directory: evidenceDirectory(data, id), at });
    }
  };
}
