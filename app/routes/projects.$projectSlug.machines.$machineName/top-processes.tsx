import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNow } from "#app/ui/clock.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { Section } from "#app/ui/section.tsx";
import { Segmented } from "#app/ui/segmented.tsx";
import { useAside } from "#app/ui/use-aside.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { ProcessShare, TopProcesses } from "#collector/protocol/push.ts";

export interface SentProcesses {
  readonly at: string;
  readonly value: TopProcesses;
}

const ROUTE = "routes/projects.$projectSlug.machines.$machineName.processes";
const READ_AGAIN_MS = 5_000;

/** What uses most of the machine; for staff. Read again every few seconds while the page is visible. */
export function TopProcessesTable({ address, initial }: { address: string; initial: SentProcesses | null }) {
  const { t } = useTranslation("machines");
  const format = useFormat();
  const now = useNow();
  const { data, load } = useAside<SentProcesses | null>(ROUTE);
  const [by, setBy] = useState<"byCpu" | "byMemory">("byCpu");
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") load(address);
    }, READ_AGAIN_MS);
    return () => clearInterval(timer);
  }, [load, address]);
  const processes = data ?? initial;
  return (
    <Section
      title={t("processes.title")}
      note={processes && t("processes.readAt", { when: format.age(parseInstant(processes.at), now) })}
      side={
        <Segmented
          label={t("processes.by")}
          value={by}
          onChoose={setBy}
          choices={[
            { value: "byCpu", text: t("processes.byCpu") },
            { value: "byMemory", text: t("processes.byMemory") },
          ]}
        />
      }
    >
      {processes ? <Shares shares={processes.value[by]} /> : <EmptyState title={t("processes.none")} />}
    </Section>
  );
}

function Shares({ shares }: { shares: readonly ProcessShare[] }) {
  const { t } = useTranslation("machines");
  const format = useFormat();
  return (
    <div className="data-table-scroll">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t("processes.name")}</th>
            <th scope="col">{t("processes.user")}</th>
            <th scope="col" className="numeric">
              {t("processes.pid")}
            </th>
            <th scope="col" className="numeric">
              {t("processes.cpu")}
            </th>
            <th scope="col" className="numeric">
              {t("processes.memory")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({ pid, name, user, cpuRatio, memoryBytes }) => (
            <tr key={pid}>
              <th scope="row" className="mono">
                {name}
              </th>
              <td data-label={t("processes.user")}>{user}</td>
              <td className="numeric" data-label={t("processes.pid")}>
                {pid}
              </td>
              <td className="numeric" data-label={t("processes.cpu")}>
                {cpuRatio === null ? "–" : format.percent(cpuRatio, 1)}
              </td>
              <td className="numeric" data-label={t("processes.memory")}>
                {format.memory(memoryBytes)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
