import { useTranslation } from "react-i18next";

import { useNow } from "#app/ui/clock.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import { countStates, type MachineNow } from "#domain/machines/live.ts";
import { STATE_ORDER } from "#domain/machines/state.ts";

import { findingText } from "./finding.tsx";

interface NamedState {
  readonly name: string;
  readonly now: MachineNow;
}

/**
 * Two sentences on some machines: how many are well, then what is wrong with the worst. It speaks of machines only,
 * as nothing else is watched yet. `machines` come worst first.
 */
export function MachinesVerdict({ machines }: { machines: readonly NamedState[] }) {
  const { t } = useTranslation("machines");
  const format = useFormat();
  const now = useNow();
  const counts = countStates(machines.map((machine) => machine.now));
  const troubled = machines.filter((machine) => machine.now.state !== "ok");
  const [worst] = troubled;
  const state = STATE_ORDER.find((name) => counts[name] > 0) ?? "never";
  if (machines.length === 0) return <Verdict state="never">{t("verdict.none")}</Verdict>;
  if (!worst) return <Verdict state="ok">{t("verdict.fine", { count: machines.length })}</Verdict>;

  const { key, values } = findingText(worst.now, format, now);
  const how = { machine: worst.name, ...values };
  const isOne = troubled.length === 1;
  return (
    <Verdict state={state}>
      {counts.ok === 0 ? t("verdict.noneFine") : t("verdict.someFine", { count: machines.length, ok: counts.ok })}
      {isOne && t(`verdict.${key}`, how)}
      {!isOne && worst.now.state === "never" && t("verdict.allNever", { count: troubled.length })}
      {!isOne && worst.now.state !== "never" && t("verdict.several", { count: troubled.length, ...how })}
    </Verdict>
  );
}
