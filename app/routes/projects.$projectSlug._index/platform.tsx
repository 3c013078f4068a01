import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";
import { MachineTile } from "#app/ui/live/machine-tile.tsx";
import type { MachineOnPage } from "#app/ui/live/use-machines-now.ts";
import { Section } from "#app/ui/section.tsx";
import { Synoptic, Tier } from "#app/ui/tile.tsx";
import { useViewer } from "#app/ui/viewer.tsx";

/** A platform of more machines than this shows so many of each tier: nobody looks at two hundred tiles. */
const MOST_TILES = 60;
const TILES_A_TIER = 12;

/** The machines by tier, the way a visit travels. Machines of the loader come in that order. */
export function Platform({ machines, home }: { machines: readonly MachineOnPage[]; home: string }) {
  const { t } = useTranslation("projects");
  const { locale } = useViewer();
  const tiers = new Map<string, MachineOnPage[]>();
  for (const machine of inWayOfVisit(machines)) {
    const { slug } = machine.machine.role;
    tiers.set(slug, [...(tiers.get(slug) ?? []), machine]);
  }
  return (
    <Section
      title={t("home.platform")}
      note={t("home.platformKey")}
      side={machines.length > 0 && <Link to={`${home}/machines`}>{t("home.asTable")}</Link>}
    >
      {machines.length === 0 && <EmptyState title={t("home.noMachines")} text={t("home.noMachinesText")} />}
      <Synoptic>
        {[...tiers].map(([role, tier]) => (
          <Tier
            key={role}
            name={tier[0]?.machine.role.names[locale] ?? role}
            count={t("home.speaking", { count: tier.filter(isSpeaking).length, total: tier.length })}
          >
            {shownOf(tier, machines).map(({ name, machine, now }) => (
              <MachineTile key={name} machine={machine} at={now} />
            ))}
            <RestOfTier tier={tier} shown={shownOf(tier, machines)} to={`${home}/machines?role=${role}`} />
          </Tier>
        ))}
      </Synoptic>
    </Section>
  );
}

/** The worst of a tier, in the places that they would have among all. `machines` come worst first. */
function shownOf(tier: readonly MachineOnPage[], machines: readonly MachineOnPage[]): readonly MachineOnPage[] {
  if (machines.length <= MOST_TILES || tier.length <= TILES_A_TIER) return tier;
  const ofTier = new Set(tier);
  const worst = new Set(machines.filter((one) => ofTier.has(one)).slice(0, TILES_A_TIER));
  return tier.filter((one) => worst.has(one));
}

function RestOfTier({
  tier,
  shown,
  to,
}: {
  tier: readonly MachineOnPage[];
  shown: readonly MachineOnPage[];
  to: string;
}) {
  const { t } = useTranslation("projects");
  const count = tier.length - shown.length;
  if (count === 0) return null;
  const areNormal = tier.every((one) => one.now.state === "ok" || shown.includes(one));
  return <Link to={to}>{t(areNormal ? "home.restNormal" : "home.rest", { count })}</Link>;
}

/** A tile keeps its place whatever becomes of its machine: only lists put the worst first. */
function inWayOfVisit(machines: readonly MachineOnPage[]): MachineOnPage[] {
  return [...machines].sort(
    (one, other) =>
      one.machine.role.tierOrder - other.machine.role.tierOrder ||
      one.name.localeCompare(other.name, "en", { numeric: true }),
  );
}

function isSpeaking({ now }: MachineOnPage): boolean {
  return now.state !== "mute" && now.state !== "never";
}
