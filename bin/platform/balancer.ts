import { PATHS } from "#storefront/paths.ts";
import type { Tier } from "#storefront/roles.ts";

export interface Member {
  readonly name: string;
  readonly tier: Tier;
  readonly port: number;
}

/** Addresses of the tiers; all others are the web tier's. */
const APP = ["basket", "checkout", "payment", "account"] as const;

/**
 * HAProxy's configuration: three tiers by address. A member that refuses a connection, or fails its health check twice, gets
 * no more requests, and what could not reach it goes to the other. A health check may take two seconds: a machine that is
 * only busy must not lose both members of a tier at once. Without checks nothing of this happens.
 */
export function balancerConfiguration(
  port: number,
  members: readonly Member[],
  { checks }: { readonly checks: boolean },
): string {
  const app = APP.flatMap((name) => Object.values(PATHS[name])).map((path) => path.replace("/:ref", ""));
  const orders = [...Object.values(PATHS.tracking), "/admin"];
  return [
    "defaults",
    "  mode http",
    "  timeout connect 1s",
    "  timeout client 30s",
    "  timeout server 30s",
    "  timeout queue 2s",
    "  option http-keep-alive",
    "  option forwardfor",
    ...(checks
      ? [
          "  retries 2",
          "  option redispatch 1",
          "  retry-on conn-failure empty-response",
          "  option httpchk GET /healthz",
          "  timeout check 2s",
        ]
      : ["  retries 0"]),
    "frontend shop",
    `  bind 127.0.0.1:${port}`,
    // A request that was sent and not answered may have been done: only what changes nothing is asked again.
    ...(checks ? ["  http-request disable-l7-retry unless METH_GET or { method HEAD }"] : []),
    `  use_backend app if { path_beg ${app.join(" ")} }`,
    `  use_backend orders if { path_beg ${orders.join(" ")} }`,
    "  default_backend web",
    ...(["web", "app", "orders"] as const).flatMap((tier) => [
      `backend ${tier}`,
      "  balance roundrobin",
      ...members
        .filter((member) => member.tier === tier)
        .map(
          ({ name, port: own }) =>
            `  server ${name} 127.0.0.1:${own}${checks ? " check inter 250ms fall 2 rise 2 observe layer4 error-limit 1 on-error mark-down" : ""}`,
        ),
    ]),
    "",
  ].join("\n");
}
