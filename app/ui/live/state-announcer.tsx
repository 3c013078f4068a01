import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "#app/ui/clock.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { liveKey } from "#domain/machines/live.ts";

import { findingText } from "./finding.tsx";
import { StateChanges } from "./state-changes.ts";
import type { MachineOnPage } from "./use-machines-now.ts";

/** Named in one announcement; the rest is counted. */
const NAMED = 3;

type Announced = Pick<MachineOnPage, "name" | "now"> & {
  readonly machine: Pick<MachineOnPage["machine"], "project" | "name">;
};

/** The one region that tells screen readers of changes of state: politely, once, and together. `machines` come worst first. */
export function StateAnnouncer({ machines }: { machines: readonly Announced[] }) {
  const { t } = useTranslation(["machines", "projects"]);
  const format = useFormat();
  const now = useNow();
  const [changes] = useState(() => new StateChanges());
  const [message, setMessage] = useState("");
  useEffect(() => {
    const keyOf = ({ machine }: Announced) => liveKey({ project: machine.project, machine: machine.name });
    const changed = new Set(changes.observe(new Map(machines.map((row) => [keyOf(row), row.now.state])), now));
    if (changed.size === 0) return;
    const rows = machines.filter((row) => changed.has(keyOf(row)));
    const sentences = rows.slice(0, NAMED).map(({ name, now: at }) => {
      const { key, values } = findingText(at, format, now);
      return t(`machines:change.${key}`, { machine: name, ...values }).replace(/<\/?m>/g, "");
    });
    const rest = rows.length - sentences.length;
    if (rest > 0) sentences.push(t("projects:home.moreChanges", { count: rest }));
    setMessage(sentences.join(" "));
  }, [machines, now, changes, format, t]);
  return (
    <p className="sr-only" role="status">
      {message}
    </p>
  );
}
