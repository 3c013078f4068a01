import type { PendingPackage, PendingUpdates } from "#collector/protocol/push.ts";

import type { SimulatedMachine } from "./machine.ts";
import { chance } from "./noise.ts";

const DAY_MS = 24 * 3_600_000;

const pending = (name: string, from: string, to: string, security = false): PendingPackage => ({
  ...{ name, from, to, security },
});

/** Of every machine, as Debian 12 had them. */
const OF_ALL: readonly PendingPackage[] = [
  pending("libc6", "2.36-9+deb12u10", "2.36-9+deb12u13", true),
  pending("openssl", "3.0.16-1~deb12u1", "3.0.17-1~deb12u3", true),
  pending("libssl3", "3.0.16-1~deb12u1", "3.0.17-1~deb12u3", true),
  pending("linux-image-amd64", "6.1.137-1", "6.1.158-1", true),
  pending("sudo", "1.9.13p3-1+deb12u1", "1.9.13p3-1+deb12u2", true),
  pending("base-files", "12.4+deb12u11", "12.4+deb12u12"),
  pending("tzdata", "2025b-0+deb12u1", "2025b-0+deb12u2"),
  pending("bash", "5.2.15-2+b8", "5.2.15-2+b9"),
];

/** Of a role besides, by its slug. */
const OF_ROLES: Readonly<Record<string, readonly PendingPackage[]>> = {
  web: [pending("apache2", "2.4.62-1~deb12u2", "2.4.65-1~deb12u1", true)],
  app: [pending("tomcat10", "10.1.34-0+deb12u1", "10.1.34-0+deb12u2", true)],
  db: [pending("mariadb-server", "1:10.11.11-0+deb12u1", "1:10.11.14-0+deb12u2", true)],
  lb: [pending("haproxy", "2.6.12-1+deb12u2", "2.6.12-1+deb12u3", true)],
};

/** Some of them on each machine, none on every fourth; one keeps lists of three weeks ago. */
export function simulatedUpdates(machine: SimulatedMachine, at: number): PendingUpdates {
  const isDone = chance(machine.seed, 60) < 0.25;
  const all = [...(OF_ROLES[machine.role] ?? []), ...OF_ALL];
  const packages = isDone ? [] : all.filter((_, index) => chance(machine.seed, 61 + index) < 0.7);
  const age = chance(machine.seed, 90) > 0.85 ? 21 * DAY_MS : 6 * 3_600_000;
  // A machine of the demo that nobody has upgraded yet.
  const version = machine.name === "orders-1" ? "11" : "12";
  const listsAt = Math.floor((at - age) / DAY_MS) * DAY_MS;
  return { manager: "apt", os: { id: "debian", version }, listsAt, total: packages.length, packages };
}
