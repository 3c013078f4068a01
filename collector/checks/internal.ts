import { BlockList, isIPv6 } from "node:net";

/*
 * What is not the public internet: the special-purpose registries of IANA (RFC 6890 and what came since). Of IPv6 only global unicast
 * is public; forms that carry an IPv4 address inside are judged by that address, or refused where a relay would unwrap them.
 */
const IPV4_INTERNAL: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

const IPV6_NOT_PUBLIC: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const internal4 = new BlockList();
for (const [net, bits] of IPV4_INTERNAL) internal4.addSubnet(net, bits, "ipv4");
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");
const special6 = new BlockList();
for (const [net, bits] of IPV6_NOT_PUBLIC) special6.addSubnet(net, bits, "ipv6");

/** Whether a resolved address (IPv4 dotted, IPv6 in any notation) is not on the public internet. */
export function isInternal(address: string): boolean {
  if (!isIPv6(address)) return internal4.check(address, "ipv4");
  const embedded = embeddedIpv4(address);
  if (embedded !== null) return internal4.check(embedded, "ipv4");
  return !global6.check(address, "ipv6") || special6.check(address, "ipv6");
}

/** The IPv4 address in ::ffff:a.b.c.d (mapped) and 64:ff9b::a.b.c.d (NAT64), which lead where it leads. */
function embeddedIpv4(address: string): string | null {
  const words = wordsOf(address);
  const isMapped = words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff;
  const isNat64 = words[0] === 0x64 && words[1] === 0xff9b && words.slice(2, 6).every((word) => word === 0);
  if (!isMapped && !isNat64) return null;
  const [high = 0, low = 0] = words.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** The eight words of an IPv6 address. The URL parser writes every notation as one: without dots, zone or capitals. */
function wordsOf(address: string): number[] {
  const canonical = new URL(`http://[${address.replace(/%.*$/, "")}]/`).hostname.slice(1, -1);
  const [head = "", tail] = canonical.split("::");
  const words = (text: string | undefined) => (text ? text.split(":").map((word) => Number.parseInt(word, 16)) : []);
  if (tail === undefined) return words(head);
  const [before, after] = [words(head), words(tail)];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
