import { topSources } from "#domain/metrics/series.server.ts";

import { type Member, MOST_MEMBERS_READ } from "./members.server.ts";
import type { Weight } from "./picture.ts";

export interface HeavyMachine {
  readonly projectId: number;
  readonly machine: string;
  /** Mean over the window: cores, bytes, or bytes a second. */
  readonly used: number;
  /** Of all machines of the group together, 0 to 1. */
  readonly share: number;
}

const SHOWN = 8;

const SERIES: Readonly<Record<Weight, string>> = {
  cpu: "cpu_used_ratio",
  memory: "memory_used_bytes",
  disk: "filesystem_used_bytes",
  sent: "network_sent_bytes_per_second",
};

/** The machines that use most of a resource in [from, to), the heaviest first; null for groups too large to be read. */
export async function heaviestMachines(
  members: readonly Member[],
  weight: Weight,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<HeavyMachine[] | null> {
  if (members.length > MOST_MEMBERS_READ) return null;
  const bySource = new Map(members.map((member) => [member.sourceId, member]));
  const sources = members.flatMap(({ sourceId }) => sourceId ?? []);
  if (sources.length === 0) return [];
  const name = SERIES[weight];
  const ranked = await topSources({ sources, name, from, to, by: "average", limit: Number.POSITIVE_INFINITY });

  const used = new Map<Member, number>();
  for (const { sourceId, key, value } of ranked) {
    const member = bySource.get(sourceId);
    if (!member || key.includes('interface="lo"')) continue;
    const quantity = weight === "cpu" ? value * (member.cores ?? 0) : value;
    used.set(member, (used.get(member) ?? 0) + quantity);
  }
  const total = [...used.values()].reduce((sum, value) => sum + value, 0);
  return [...used]
    .sort(([, one], [, other]) => other - one)
    .slice(0, SHOWN)
    .map(([{ projectId, name: machine }, value]) => ({
      projectId,
      machine,
      used: value,
      share: total > 0 ? value / total : 0,
    }));
}
