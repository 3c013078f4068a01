import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** Header in which Express tells the rest of the program who calls. Whatever a browser sends under it is thrown away. */
export const ADDRESS_HEADER = "x-timonerie-ip";

/** Headers that only a proxy may set. Ours are computed; theirs never reach Remix or better-auth. */
export const FORWARDED_HEADERS = [
  "forwarded",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-real-ip",
  "x-client-ip",
  "cf-connecting-ip",
] as const;

/** An IPv4 address that came in over an IPv6 socket is written as IPv4; anything that is no address becomes "unknown". */
export function plainAddress(address: string | undefined): string {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "") ?? "";
  return isIP(plain) ? plain : "unknown";
}

/** Whether a proxy is believed: its address, and how many stand between it and us. */
export type TrustedProxies = (address: string, hop: number) => boolean;

/** Who calls, as Express finds it: from our socket outwards, the first address that is no trusted proxy. */
export function callerOf(request: IncomingMessage, isTrusted: TrustedProxies): string {
  const named = String(request.headers["x-forwarded-for"] ?? "").split(",");
  const outwards = named.map((one) => one.trim()).filter((one) => one !== "");
  const hops = [request.socket.remoteAddress ?? "", ...outwards.reverse()];
  return plainAddress(hops.find((address, hop) => !isTrusted(address, hop)) ?? hops.at(-1));
}

export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  return bare === "localhost" || bare === "::1" || (isIP(bare) === 4 && bare.startsWith("127."));
}

export function addressOf(request: Request): string {
  return request.headers.get(ADDRESS_HEADER) ?? "unknown";
}
