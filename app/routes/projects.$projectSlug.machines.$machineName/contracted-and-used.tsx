import { useTranslation } from "react-i18next";

import { Gauge } from "#app/ui/gauge.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { usedGhz } from "#domain/machines/cpu.ts";
import type { Contract, StreamSample } from "#domain/machines/live.ts";
import { machineLoad } from "#domain/machines/load.ts";

import type { SentInventory } from "./types.ts";

interface ContractedProps {
  readonly contract: Contract;
  readonly inventory: SentInventory | null;
  readonly sample: StreamSample | undefined;
}

interface Resource {
  readonly name: string;
  readonly contracted: string | null;
  readonly used: string;
  /** Used of contracted; null where one of the two is unknown. */
  readonly ratio: number | null;
}

/** What the contract gives the machine, and how much of it is in use now. */
export function ContractedAndUsed({ contract, inventory, sample }: ContractedProps) {
  const { t } = useTranslation("machines");
  const format = useFormat();
  const resources = useResources({ contract, inventory, sample });
  const hasContract = resources.some(({ contracted }) => contracted !== null);
  return (
    <Section title={t("contract.title")} note={hasContract ? t("contract.now") : t("contract.nothing")}>
      <div className="data-table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("contract.resource")}</th>
              <th scope="col" className="numeric">
                {t("contract.contracted")}
              </th>
              <th scope="col" className="numeric">
                {t("contract.used")}
              </th>
              <th scope="col" className="data-table-wide">
                <span className="sr-only">{t("contract.gauge")}</span>
              </th>
              <th scope="col" className="numeric">
                {t("contract.margin")}
              </th>
            </tr>
          </thead>
          <tbody>
            {resources.map(({ name, contracted, used, ratio }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="numeric" data-label={t("contract.contracted")}>
                  {contracted ?? <span className="dim">{hasContract ? t("contract.none") : "–"}</span>}
                </td>
                <td className="numeric" data-label={t("contract.used")}>
                  {used}
                </td>
                <td className="data-table-wide">{ratio !== null && <Gauge ratio={ratio} />}</td>
                <td className="numeric" data-label={t("contract.margin")}>
                  {ratio === null ? "–" : format.percent(1 - ratio)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function useResources({ contract, inventory, sample }: ContractedProps): Resource[] {
  const { t } = useTranslation("machines");
  const format = useFormat();
  const values = sample?.values ?? {};
  const load = machineLoad(values);
  const cpu = inventory?.value.cpu;
  const ghz = usedGhz(load.cpuRatio, cpu?.cores, cpu?.nominalGhz);
  const memory = values.memory_used_bytes ?? null;
  const say = <Value,>(value: Value | null, how: (value: Value) => string) => (value === null ? null : how(value));
  const gigahertz = (value: number) => `${format.number(value, value < 10 ? 1 : 0)}\u00a0GHz`;
  return [
    {
      name: t("contract.cpu"),
      contracted: say(contract.cpuGhz, gigahertz),
      used: say(ghz, gigahertz) ?? say(load.cpuRatio, format.percent) ?? "–",
      ratio: quotient(ghz, contract.cpuGhz),
    },
    {
      name: t("contract.memory"),
      contracted: say(contract.memoryBytes, format.memory),
      used: say(memory, format.memory) ?? "–",
      ratio: quotient(memory, contract.memoryBytes),
    },
    {
      name: t("contract.disk"),
      contracted: say(contract.diskBytes, format.memory),
      used: say(load.diskUsedBytes, format.memory) ?? "–",
      ratio: quotient(load.diskUsedBytes, contract.diskBytes),
    },
    {
      name: t("contract.bandwidth"),
      contracted: say(contract.bandwidthBits, format.bitsPerSecond),
      used: say(load.bandwidthBitsPerSecond, format.bitsPerSecond) ?? "–",
      ratio: quotient(load.bandwidthBitsPerSecond, contract.bandwidthBits),
    },
  ];
}

function quotient(used: number | null, contracted: number | null): number | null {
  return used === null || !contracted ? null : used / contracted;
}
