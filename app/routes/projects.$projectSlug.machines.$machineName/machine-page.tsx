import { useTranslation } from "react-i18next";

import { useNow } from "#app/ui/clock.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { FindingSentence, findingText } from "#app/ui/live/finding.tsx";
import { useMachineWords } from "#app/ui/live/machine-words.ts";
import { StateAnnouncer } from "#app/ui/live/state-announcer.tsx";
import type { Live } from "#app/ui/live/use-live.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Ruler } from "#app/ui/ruler.tsx";
import { Section } from "#app/ui/section.tsx";
import { SimulatedMark } from "#app/ui/simulated-mark.tsx";
import { StateMark, StateWord } from "#app/ui/state-mark.tsx";
import type { ChartPoint } from "#app/ui/time-chart.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import type { LaneFlag, LaneStretch } from "#domain/machines/history.ts";
import { liveKey, machineNow, type ShownMachine, type StreamSample } from "#domain/machines/live.ts";
import type { Finding, MachineStateName } from "#domain/machines/state.ts";

import { Charts } from "./charts.tsx";
import { ContractedAndUsed } from "./contracted-and-used.tsx";
import { InventoryList } from "./inventory-list.tsx";
import { RANGES, type RangeName } from "./ranges.ts";
import { type SentProcesses, TopProcessesTable } from "./top-processes.tsx";
import type { SentInventory, SentMachine } from "./types.ts";
import type { ViewName } from "./views.ts";

interface MachinePageProps {
  readonly frame: { readonly project: { readonly slug: string } };
  readonly machine: SentMachine;
  readonly picture: { readonly sample: StreamSample | null; readonly recorded: ShownMachine["recorded"] };
  readonly inventory: SentInventory | null;
  readonly processes: SentProcesses | null;
  readonly seesProcesses: boolean;
  readonly lane: readonly LaneStretch[];
  readonly flags: readonly LaneFlag[];
  readonly changes: readonly {
    readonly at: string;
    readonly state: MachineStateName;
    readonly finding: Finding | null;
    readonly before: MachineStateName | null;
  }[];
  readonly range: RangeName;
  readonly view: ViewName;
  readonly views: readonly ViewName[];
  readonly keys: readonly string[];
  readonly points: ReadonlyMap<string, readonly ChartPoint[]>;
  readonly live: Live;
}

const LANE_MS = 30 * 24 * 3_600_000;

/** One machine: what is the matter with it, its measures live and behind, what it is, and what is contracted of it. */
export function MachinePage(props: MachinePageProps) {
  const { frame, machine, picture, live, changes } = props;
  const { t } = useTranslation("machines");
  const words = useMachineWords();
  const format = useFormat();
  const now = useNow();
  const sample = live.latest.get(liveKey({ project: frame.project.slug, machine: machine.name }));
  const at = machineNow(
    { contractedBandwidthBits: machine.contract.bandwidthBits, recorded: picture.recorded },
    sample,
    { now, status: live.status },
  );
  const minute = Math.floor(now / 60_000) * 60_000;
  const qualifier = [words.roleInSentence(machine), words.position(machine)].filter(Boolean);
  const { key, values } = findingText(at, format, now);
  return (
    <>
      <PageHeader
        title={<span className="mono">{machine.name}</span>}
        qualifier={
          <>
            {qualifier.join(", ")} {machine.simulated && <SimulatedMark />}
          </>
        }
        facts={[
          { label: t("list.state"), value: <StateWord state={at.state} /> },
          ...(at.since === null ? [] : [{ label: t("page.since"), value: format.moment(at.since, now) }]),
        ]}
      />
      <Ruler
        label={t("page.ruler")}
        from={minute - LANE_MS}
        to={minute}
        now={minute}
        lanes={[{ name: t("page.lane", { machine: machine.name }), segments: props.lane }]}
        window={{ from: minute - RANGES[props.range].spanMs, to: minute }}
        flags={[
          ...props.flags.map(({ at: began, state }) => ({
            at: began,
            text: t(`flag.${state}`, { when: format.day(began), machine: machine.name }),
          })),
          {
            at: minute - RANGES[props.range].spanMs,
            text: t("page.shown", { span: format.duration(RANGES[props.range].spanMs / 1_000) }),
            tone: "sea" as const,
          },
        ]}
      />
      <div className="hero-single">
        <Verdict state={at.state}>{t(`verdict.${key}`, { machine: machine.name, ...values })}</Verdict>
      </div>
      <div className="columns-side">
        <div>
          <Charts {...props} sample={sample} isStale={at.state === "mute"} />
          <ContractedAndUsed contract={machine.contract} inventory={props.inventory} sample={sample} />
          {props.seesProcesses && (
            <TopProcessesTable
              address={`/projects/${frame.project.slug}/machines/${machine.name}/processes`}
              initial={props.processes}
            />
          )}
        </div>
        <div>
          <InventoryList machine={machine} inventory={props.inventory} project={frame.project.slug} />
          <Section title={t("page.changes")} note={t("page.changesNote")}>
            {changes.length === 0 && <p className="dim">{t("page.noChanges")}</p>}
            <ul className="changes">
              {changes.map((change) => (
                <li key={change.at}>
                  <StateMark state={change.state} />
                  <p>
                    <FindingSentence
                      kind="change"
                      machine={machine.name}
                      state={change}
                      before={change.before}
                      now={now}
                    />{" "}
                    <span className="label whitespace-nowrap">{format.moment(parseInstant(change.at), now)}</span>
                  </p>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </div>
      <StateAnnouncer
        machines={[{ name: machine.name, machine: { name: machine.name, project: frame.project.slug }, now: at }]}
      />
    </>
  );
}
