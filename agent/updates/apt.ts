import type { PendingPackage } from "#collector/protocol/push.ts";

/** `Inst name [from] (to Origin:1/archive, Other:2/archive [arch]) […]`; a new package has no `[from]`. */
const INSTALLED = /^Inst (\S+) (?:\[([^\]]*)\] )?\((\S+) ([^[)]*)/gm;

/** What `apt-get --simulate dist-upgrade` would install. Security is what a security archive brings, alone or with others. */
export function aptUpdates(output: string): PendingPackage[] {
  return [...output.matchAll(INSTALLED)].map(([, name = "", from, to = "", origins = ""]) => ({
    ...{ name, from: from ?? null, to },
    security: /security/i.test(origins),
  }));
}
