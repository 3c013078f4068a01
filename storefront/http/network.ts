import { isIPv6 } from "node:net";

/**
 * Whom tries are counted for: an IPv4 address, or the first 64 bits of an IPv6 one, which is what a household is given:
 * whoever has one has all the addresses in it.
 */
export function networkOf(address: string | undefined): string {
  const plain = (address ?? "").replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!isIPv6(plain)) return plain;
  // In its one form: without leading zeros, without dots.
  const [before = "", after = ""] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split("::");
  const [groups, last] = [before, after].map((part) => (part === "" ? [] : part.split(":"))) as [string[], string[]];
  const zeros = Array<string>(8 - groups.length - last.length).fill("0");
  return `${[...groups, ...zeros, ...last].slice(0, 4).join(":")}::/64`;
}
