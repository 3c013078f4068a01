import { OWNER_PATHS } from "#storefront/admin/paths.ts";
import { LANGUAGES, type Language, PATHS } from "#storefront/paths.ts";
import type { Tier } from "#storefront/roles.ts";

export interface Member {
  readonly name: string;
  readonly tier: Tier;
  readonly port: number;
}

/** What an access log may keep: neither a query, in which a mailed link has its key, nor a cookie. */
const LOG_FORMAT = '"%tr %ci %HM %HPO %ST %b %s %Ta ms"';

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
  return [
    "global",
    "  log stdout format raw local0",
    "defaults",
    "  mode http",
    "  log global",
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
    `  log-format ${LOG_FORMAT}`,
    // A request that was sent and not answered may have been done: only what changes nothing is asked again.
    ...(checks ? ["  http-request disable-l7-retry unless METH_GET or { method HEAD }"] : []),
    // Express does not mind capitals either.
    `  use_backend app if { path_beg -i ${beginningsOf("app").join(" ")} }`,
    `  use_backend orders if { path_beg -i ${beginningsOf("orders").join(" ")} }`,
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

/** How the addresses of a tier begin; all that begin otherwise are the web tier's. */
function beginningsOf(tier: "app" | "orders"): string[] {
  const both = (path: Record<Language, string>) => LANGUAGES.map((language) => path[language].replace(/\/:.*/, ""));
  if (tier === "orders") return [...both(PATHS.tracking), OWNER_PATHS.home];
  return [PATHS.basket, PATHS.checkout, PATHS.payment, PATHS.account].flatMap(both);
}
