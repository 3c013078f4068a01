import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";

import { useNow } from "#app/ui/clock.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { FindingSentence } from "#app/ui/live/finding.tsx";
import { LocalMachine } from "#app/ui/live/local-machine.tsx";
import { MachinesVerdict } from "#app/ui/live/machines-verdict.tsx";
import { StateAnnouncer } from "#app/ui/live/state-announcer.tsx";
import type { Live } from "#app/ui/live/use-live.ts";
import { useMachinesNow } from "#app/ui/live/use-machines-now.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Ruler } from "#app/ui/ruler.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Exceptions } from "#app/ui/verdict.tsx";
import type { Standing } from "#domain/availability/standing.ts";
import type { CapacitySentence } from "#domain/capacity/sentence.ts";
import type { OpenIncident } from "#domain/incidents/incident.ts";
import type { ListedIntervention } from "#domain/interventions/queries.server.ts";
import type { LaneFlag, LaneStretch } from "#domain/machines/history.ts";
import type { ShownMachine } from "#domain/machines/live.ts";
import type { ProjectHome } from "#domain/projects/queries.server.ts";
import type { ThisHour } from "#domain/storefront/this-hour.ts";

import { AvailabilityTile } from "./availability-tile.tsx";
import { CapacityLine } from "./capacity-line.tsx";
import { Contracted } from "./contracted.tsx";
import { OpenIncidents } from "./open-incidents.tsx";
import { Platform } from "./platform.tsx";
import { ShopTile } from "./shop-tile.tsx";
import { SinceLastVisit, type Visit } from "./since-last-visit.tsx";
import { useWhoFacts } from "./who.tsx";

interface HomeProps {
  readonly frame: { readonly project: { readonly slug: string; readonly name: string } };
  readonly summary: string;
  readonly facts: ProjectHome;
  readonly picture: { readonly machines: readonly ShownMachine[]; readonly now: number };
  readonly lane: readonly LaneStretch[];
  /** Planned work of the ruler's time. */
  readonly works: readonly SerializeFrom<ListedIntervention>[];
  readonly flags: readonly LaneFlag[];
  readonly visit: Visit;
  /** Null where nothing is promised, and where no shop pushes. */
  readonly standing: Standing | null;
  readonly shop: ThisHour | null;
  /** What the page of capacity says first. */
  readonly capacity: CapacitySentence;
  readonly incidents: readonly SerializeFrom<OpenIncident>[];
  readonly live: Live;
}

const HOUR_MS = 3_600_000;

/** « Passerelle »: who runs the project, what time it is on it, what is wrong, what changed, and the platform live. */
export function Home({
  frame,
  summary,
  facts,
  picture,
  lane,
  works,
  flags,
  visit,
  standing,
  shop,
  capacity,
  incidents,
  live,
}: HomeProps) {
  const { t } = useTranslation(["projects", "machines", "marks"]);
  const format = useFormat();
  const now = useNow();
  const everything = useMachinesNow(picture.machines, live);
  const platform = everything.filter(({ machine }) => !machine.isLocal);
  const local = everything.filter(({ machine }) => machine.isLocal);
  const minute = Math.floor(now / 60_000) * 60_000;
  const home = `/projects/${frame.project.slug}`;
  const planned = works.map(({ title: text, ...work }) => {
    const [from, to] = [parseInstant(work.startedAt ?? work.from), parseInstant(work.endedAt ?? work.to)];
    return { from, to: Math.max(from, to), state: "plan" as const, text };
  });

  return (
    <>
      <PageHeader title={frame.project.name} qualifier={summary} facts={useWhoFacts(facts)} />
      <OpenIncidents incidents={incidents} home={home} />
      <Ruler
        label={t("projects:home.ruler")}
        from={minute - 24 * HOUR_MS}
        to={minute + 12 * HOUR_MS}
        now={minute}
        lanes={[{ name: t("projects:home.lane"), segments: [...lane, ...planned] }]}
        flags={[
          ...flags.map(({ at, machine, state }) => ({
            at,
            text: t(`machines:flag.${state}`, { when: format.clock(at), machine }),
          })),
          ...planned.map(({ from, text }) => ({
            at: from,
            text: t("marks:flag", { when: format.clock(from), title: text }),
            tone: "sea" as const,
          })),
        ]}
      />
      <div className="hero">
        <div>
          <MachinesVerdict machines={platform} />
          <Exceptions
            restTo={`${home}/machines`}
            rows={platform
              .filter(({ now: at }) => at.state !== "ok")
              .map(({ name, now: at }) => ({
                key: name,
                state: at.state,
                fact: <FindingSentence kind="fact" machine={name} state={at} now={now} />,
                link: { to: `${home}/machines/${name}`, text: t("machines:see", { machine: name }) },
              }))}
          />
        </div>
        <SinceLastVisit visit={visit} />
      </div>
      {(standing || shop) && (
        <div className={standing && shop ? "columns-half" : undefined}>
          {standing && <AvailabilityTile standing={standing} at={picture.now} to={`${home}/availability`} />}
          {shop && <ShopTile shop={shop} to={`${home}/storefront`} />}
        </div>
      )}
      <CapacityLine sentence={capacity} now={picture.now} to={`${home}/capacity`} />
      <Platform machines={platform} home={home} />
      <div className={facts.applications.length > 0 && local.length > 0 ? "columns-side" : undefined}>
        <Contracted facts={facts} machines={picture.machines} home={home} />
        <LocalMachine machines={local} />
      </div>
      <StateAnnouncer machines={everything} />
    </>
  );
}
