import type { PendingPackage } from "#collector/protocol/push.ts";

/** `openssl.x86_64   1:3.0.7-27.el9   baseos`; names too long for their column go on in the next line. */
const PENDING = /^(\S+)\.(\w+)\s+(\S+-\S+)\s+(\S+)\s*$/gm;
const INSTALLED = /^(\S+) (\S+)$/gm;
/** `RHSA-2024:1234 Important/Sec. openssl-1:3.0.7-27.el9.x86_64` */
const ADVISED = /^\S+\s+\S+\s+(\S+)\.\w+\s*$/gm;

/**
 * What `dnf check-update` lists, with the versions that `rpm -qa` has, and which of them `dnf updateinfo list --security`
 * names. What replaces other packages is listed once more below "Obsoleting Packages", and is not counted twice.
 */
export function dnfUpdates(checked: string, installed: string, advised: string): PendingPackage[] {
  const versions = new Map([...installed.matchAll(INSTALLED)].map(([, name = "", version = ""]) => [name, version]));
  const security = new Set([...advised.matchAll(ADVISED)].map(([, build = ""]) => build));
  const listed = checked.split(/^Obsoleting Packages$/m)[0] ?? "";
  const whole = listed.replace(/\n\s+/g, " ");
  return [...whole.matchAll(PENDING)].map(([, name = "", architecture = "", to = ""]) => ({
    ...{ name, to, from: versions.get(`${name}.${architecture}`)?.replace(/^(\(none\)|0):/, "") ?? null },
    security: security.has(`${name}-${to}`),
  }));
}
