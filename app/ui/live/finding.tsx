import { useTranslation } from "react-i18next";
import { Trans } from "react-i18next/TransWithoutContext";

import type { Format } from "#app/ui/format.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Finding, MachineState, MachineStateName } from "#domain/machines/state.ts";

/** Which text of the namespace "machines" tells of this state, and what it is filled with. */
export function findingText(state: MachineState, format: Format, now: number) {
  const { finding } = state;
  if (finding) return { key: finding.kind, values: figuresOf(finding, format, now) };
  return { key: state.state === "never" ? "never" : "ok", values: {} };
}

interface FindingProps {
  readonly kind: "fact" | "change" | "repeated";
  readonly machine: string;
  readonly state: MachineState;
  /** For a change: the state before it, null where there was none. */
  readonly before?: MachineStateName | null;
  readonly now: number;
  /** Of what repeated itself. */
  readonly times?: number;
}

/**
 * A sentence about one machine: what is the matter with it (`fact`), what became of it (`change`), or what became of it
 * again and again (`repeated`).
 */
export function FindingSentence({ kind, machine, state, before, now, times = 1 }: FindingProps) {
  const { t } = useTranslation("machines");
  const format = useFormat();
  const { key, values } = findingText(state, format, now);
  // Whoever was never heard before does not come back to normal.
  const isFirst = kind === "change" && key === "ok" && (before === null || before === "never");
  return (
    <Trans
      t={t}
      i18nKey={isFirst ? "change.first" : `${kind}.${key}`}
      values={{ machine, times: format.number(times), ...values }}
      components={{ m: <span className="mono whole" /> }}
    />
  );
}

function figuresOf(finding: Finding, format: Format, now: number): Record<string, string> {
  if (finding.kind === "silent") return { when: format.moment(finding.since, now) };
  const ratio = format.percent(finding.ratio);
  return "mount" in finding ? { ratio, mount: finding.mount } : { ratio };
}
