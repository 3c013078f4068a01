import { lookup } from "node:dns/promises";
import { isIP, isIPv4 } from "node:net";

import type { InternalAllowance } from "#domain/checks/check.ts";

import { isInternal } from "./internal.ts";

export type AddressRefusal = "scheme" | "userInfo" | "malformed" | "internal" | "nameUnknown" | "resolverSilent";

/** Where a check wants to go. `host` as the URL parser writes it: names in ASCII, addresses in their one form. */
export interface Destination {
  readonly host: string;
  readonly port: number;
}

/** A destination with the one address that was looked at and may be connected to. Nobody resolves it again. */
export interface CheckedDestination extends Destination {
  readonly address: string;
}

/** All addresses of a name. Throws what node's resolver throws. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** As every program of this machine resolves: its hosts file, then its name servers. */
export const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

export interface AddressRule {
  readonly resolve: Resolve;
  /** The one host and port inside that staff allowed for this check. */
  readonly allowed: InternalAllowance | null;
  /** Which addresses are inside; isInternal where nothing else is said. Tests move the border. */
  readonly isInside?: (address: string) => boolean;
}

/** The destination of an http or https URL. Decimal, octal and hexadecimal addresses, full-width digits and the like become plain here. */
export function destinationOf(text: string): { url: URL; to: Destination } | { refused: AddressRefusal } {
  if (!URL.canParse(text)) return { refused: "malformed" };
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") return { refused: "scheme" };
  if (url.username !== "" || url.password !== "") return { refused: "userInfo" };
  if (url.hostname === "") return { refused: "malformed" };
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  return { url, to: { host: bare(url.hostname), port } };
}

/** The destination of a host and port as somebody typed them, by the same rules. */
export function hostDestination(host: string, port: number): { to: Destination } | { refused: AddressRefusal } {
  const name = isIP(host) === 6 ? `[${host}]` : host;
  if (!/^(\[[^\]]*\]|[^\s/?#@\\:]+)$/.test(name) || !URL.canParse(`http://${name}/`)) return { refused: "malformed" };
  const url = new URL(`http://${name}/`);
  if (url.port !== "" || url.hostname === "" || !(port > 0 && port < 65_536)) return { refused: "malformed" };
  return { to: { host: bare(url.hostname), port } };
}

/**
 * Resolves a destination once and refuses it when any of its addresses is inside, unless this very host and port was allowed.
 * Connect to `address` and never to the name: a second answer of the name server could be another (DNS rebinding).
 */
export async function checkedDestination(
  to: Destination,
  { resolve, allowed, isInside = isInternal }: AddressRule,
): Promise<CheckedDestination | { refused: AddressRefusal }> {
  const addresses = isIP(to.host) ? [to.host] : await resolved(to.host, resolve);
  if ("refused" in addresses) return addresses;
  // A probe without IPv6 would be blind to half of what it looks at.
  const address = addresses.find(isIPv4) ?? addresses[0];
  if (address === undefined) return { refused: "nameUnknown" };
  const isAllowed = allowed !== null && allowed.host === to.host && allowed.port === to.port;
  if (!isAllowed && addresses.some(isInside)) return { refused: "internal" };
  return { ...to, address };
}

async function resolved(host: string, resolve: Resolve): Promise<readonly string[] | { refused: AddressRefusal }> {
  try {
    return await resolve(host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The name is not there: that is an answer. Everything else is a resolver that gives none.
    return { refused: code === "ENOTFOUND" || code === "ENODATA" ? "nameUnknown" : "resolverSilent" };
  }
}

/** IPv6 without its brackets, names without the dot of the root. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}
