import type { SerializeFrom } from "@remix-run/node";

import type { CheckTarget } from "#domain/checks/check.ts";
import type { Probe } from "#domain/checks/probes.server.ts";
import type { CheckRecord, RunRecord } from "#domain/checks/queries.server.ts";

export type ShownCheck = SerializeFrom<CheckRecord>;
export type ShownProbe = SerializeFrom<Probe>;
export type ShownRun = SerializeFrom<RunRecord>;

/** What a check looks at, as it is typed: an address, or a host and port. */
export function targetText(target: SerializeFrom<CheckTarget>): string {
  if (target.kind !== "tcp") return target.url;
  return placeText(target);
}

export function placeText({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}
