import { Link, useNavigate } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { useChartAddress } from "#app/ui/chart/address.ts";
import { useNow } from "#app/ui/clock.tsx";
import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { FindingSentence, findingText } from "#app/ui/live/finding.tsx";
import { useMachineWords } from "#app/ui/live/machine-words.ts";
import { StateAnnouncer } from "#app/ui/live/state-announcer.tsx";
import type { Live } from "#app/ui/live/use-live.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Ruler, type RulerSegment } from "#app/ui/ruler.tsx";
import { Section } from "#app/ui/section.tsx";
import { SimulatedMark } from "#app/ui/simulated-mark.tsx";
import { StateMark, StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import type { LaneFlag, LaneStretch } from "#domain/machines/history.ts";
import { liveKey, machineNow, type ShownMachine, type StreamSample } from "#domain/machines/live.ts";
import type { TimeWindow } from "#domain/metrics/window.ts";

import { Charts, type ChartsProps } from "./charts.tsx";
import { ContractedAndUsed } from "./contracted-and-used.tsx";
import { InventoryList } from "./inventory-list.tsx";
import { type SentProcesses, TopProcessesTable } from "./top-processes.tsx";
import type { SentChange, SentInventory, SentMachine } from "./types.ts";
import { useShownWindow } from "./use-shown-window.ts";

interface MachinePageProps extends Omit<ChartsProps, "sample" | "isStale" | "machine"> {
  readonly machine: SentMachine;
  readonly picture: {
    readonly sample: StreamSample | null;
    readonly recorded: ShownMachine["recorded"];
    /** The intervention that is carried out on it now. */
    readonly inWork: { readonly interventionId: number; readonly title: string } | null;
  };
  readonly inventory: SentInventory | null;
  readonly processes: SentProcesses | null;
  readonly seesProcesses: boolean;
  readonly lane: readonly LaneStretch[];
  readonly flags: readonly LaneFlag[];
  readonly changes: readonly SentChange[];
  readonly live: Live;
}

/** What the page shows where its address says nothing. */
export const USUAL_RANGE = "6h";
export const LANE_MS = 30 * 24 * 3_600_000;

/** One machine: what is the matter with it, its measures live and behind, what it is, and what is contracted of it. */
export function MachinePage(props: MachinePageProps) {
  const { frame, machine, picture, live, changes } = props;
  const { t } = useTranslation(["machines", "interventions", "marks", "charts"]);
  const words = useMachineWords();
  const format = useFormat();
  const now = useNow();
  const navigate = useNavigate();
  const address = useChartAddress();
  const spanOf = (ms: number) => format.duration(Math.round(ms / 60_000) * 60);
  const sample = live.latest.get(liveKey({ project: frame.project.slug, machine: machine.name }));
  const at = machineNow(
    { contractedBandwidthBits: machine.contract.bandwidthBits, recorded: picture.recorded },
    sample,
    { now, status: live.status },
  );
  const minute = Math.floor(now / 60_000) * 60_000;
  const { window, compared } = useShownWindow(props);
  const shownSpan = isNamed(window.range) ? t(`charts:range.${window.range}`) : spanOf(window.to - window.from);
  const rulerFrom = Math.min(minute - LANE_MS, window.from);
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
        from={rulerFrom}
        to={minute}
        now={minute}
        lanes={[
          {
            name: t("page.lane", { machine: machine.name, span: spanOf(minute - rulerFrom) }),
            segments: [...props.lane, ...worksOn(machine.name, props.entries, now)],
          },
        ]}
        window={window}
        onWindow={(next) =>
          navigate(next ? address.window(next) : address.range(USUAL_RANGE), { preventScrollReset: true })
        }
        flags={[
          ...props.flags.map(({ at: began, state }) => ({
            at: began,
            text: t(`flag.${state}`, { when: format.day(began), machine: machine.name }),
          })),
          ...props.entries.flatMap((entry) => {
            const began = parseInstant(entry.at);
            return entry.kind === "mark"
              ? [{ at: began, text: t("marks:flag", { when: format.day(began), title: entry.title }) }]
              : [];
          }),
          { at: window.to, text: t("page.shown", { span: shownSpan }), tone: "sea" as const },
        ]}
      />
      <div className="hero-single">
        {picture.inWork && (
          <p className="mb-2">
            <Link to={`/projects/${frame.project.slug}/interventions/${picture.inWork.interventionId}`}>
              <StateWord state="plan" word={t("interventions:inWorkOn", { title: picture.inWork.title })} />
            </Link>
          </p>
        )}
        <Verdict state={at.state}>{t(`verdict.${key}`, { machine: machine.name, ...values })}</Verdict>
      </div>
      <div className="columns-side">
        <div>
          <Charts {...props} {...{ window, compared, sample }} isStale={at.state === "mute"} />
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

/** Ranges whose name is a length of time. */
function isNamed(range: TimeWindow["range"]): boolean {
  return range !== "dates" && range !== "live";
}

/** Planned work on this machine, hatched on its lane; what still lasts ends now. */
function worksOn(machine: string, entries: MachinePageProps["entries"], now: number): RulerSegment[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== "intervention" || !entry.machines.includes(machine)) return [];
    const [from, to] = [parseInstant(entry.at), parseOptionalInstant(entry.until) ?? now];
    return [{ from, to, state: "plan" as const, text: entry.title }];
  });
}
