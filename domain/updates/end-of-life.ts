/**
 * Until when the maker of a system mends its holes for everybody, without a paid contract, as known on 2026-11-20. Where
 * a maker names a month, its last day. To be looked at again with each release of Timonerie:
 * Debian https://wiki.debian.org/DebianReleases and https://wiki.debian.org/LTS, Ubuntu https://ubuntu.com/about/release-cycle,
 * Red Hat https://access.redhat.com/support/policy/updates/errata, AlmaLinux https://wiki.almalinux.org/release-notes,
 * Rocky https://wiki.rockylinux.org/rocky/version, CentOS https://www.centos.org/centos-linux-eol.
 */
export const END_OF_LIFE_AS_OF = "2026-11-20";

/** By ID and the version's beginning: the last day. Debian's are those of its long-term support. */
const LAST_DAYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  debian: { "9": "2022-06-30", "10": "2024-06-30", "11": "2026-08-31", "12": "2028-06-30", "13": "2030-06-30" },
  ubuntu: {
    ...{ "16.04": "2021-04-30", "18.04": "2023-05-31", "20.04": "2025-05-31" },
    ...{ "22.04": "2027-04-30", "24.04": "2029-04-30", "26.04": "2031-04-30" },
  },
  rhel: { "6": "2020-11-30", "7": "2024-06-30", "8": "2029-05-31", "9": "2032-05-31", "10": "2035-05-31" },
  almalinux: { "8": "2029-03-01", "9": "2032-05-31", "10": "2035-05-31" },
  rocky: { "8": "2029-05-31", "9": "2032-05-31", "10": "2035-05-31" },
  centos: { "6": "2020-11-30", "7": "2024-06-30", "8": "2021-12-31" },
};

export interface EndOfLife {
  /** Last day with mended holes, "2028-06-30". */
  readonly lastDay: string;
  /** Days left, below 0 once it is over. */
  readonly daysLeft: number;
  readonly urgency: "over" | "soon" | "later";
}

/** An upgrade of a platform is planned half a year ahead. */
const SOON_DAYS = 183;
const DAY_MS = 24 * 3_600_000;

/** Null for a system that the table does not know. */
export function endOfLife({ id, version }: { readonly id: string; readonly version: string }, now: number) {
  const versions = LAST_DAYS[id];
  const found = versions?.[version] ?? versions?.[version.split(".")[0] ?? ""];
  if (!found) return null;
  const daysLeft = Math.floor((Date.parse(found) + DAY_MS - now) / DAY_MS);
  const urgency = daysLeft < 0 ? "over" : daysLeft <= SOON_DAYS ? "soon" : "later";
  return { lastDay: found, daysLeft, urgency } satisfies EndOfLife;
}
