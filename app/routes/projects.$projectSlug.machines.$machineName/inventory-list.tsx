import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useNow } from "#app/ui/clock.tsx";
import { type Definition, DefinitionList } from "#app/ui/definition-list.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Inventory } from "#collector/protocol/push.ts";

import type { SentInventory, SentMachine } from "./types.ts";

interface InventoryListProps {
  readonly machine: SentMachine;
  readonly inventory: SentInventory | null;
  readonly project: string;
}

/** What the machine is: declared by staff, and read by its agent. Lines without a fact are left out. */
export function InventoryList({ machine, inventory, project }: InventoryListProps) {
  const { t } = useTranslation("machines");
  const format = useFormat();
  const now = useNow();
  const declared: Definition[] = [
    ...text(t("inventory.application"), machine.application?.name),
    ...text(t("inventory.site"), machine.site),
    ...text(t("inventory.address"), machine.addresses.join(", "), true),
    ...(machine.parents.length === 0
      ? []
      : [{ term: t("inventory.parents"), value: <Machines names={machine.parents} project={project} /> }]),
    ...text(t("inventory.tags"), machine.tags.join(", ")),
    { term: t("inventory.since"), value: format.fullDay(parseInstant(machine.createdAt)) },
    ...(machine.consoleUrl
      ? [{ term: t("inventory.console"), value: <a href={machine.consoleUrl}>{t("inventory.open")}</a> }]
      : []),
  ];
  return (
    <Section
      title={t("inventory.title")}
      note={inventory && t("inventory.readAt", { when: format.moment(parseInstant(inventory.at), now) })}
    >
      <DefinitionList items={[...useRead(inventory?.value ?? {}), ...declared]} />
      {!inventory && <p className="label">{t("inventory.notRead")}</p>}
    </Section>
  );
}

/** What the agent read. Every field may be missing: a container knows little of its host. */
function useRead(inventory: Inventory): Definition[] {
  const { t } = useTranslation("machines");
  const format = useFormat();
  const { os, cpu } = inventory;
  const cores = cpu?.cores ? t("inventory.cores", { count: cpu.cores }) : undefined;
  const frequency = cpu?.nominalGhz ? `${format.number(cpu.nominalGhz, 1)}\u00a0GHz` : undefined;
  const disks = (inventory.disks ?? []).map(({ device, sizeBytes }) =>
    [device, sizeBytes ? format.bytes(sizeBytes) : undefined].filter(Boolean).join(" "),
  );
  return [
    ...text(t("inventory.hostname"), inventory.hostname, true),
    ...text(t("inventory.system"), joined([os?.name, os?.version], " ")),
    ...text(t("inventory.kernel"), inventory.kernel, true),
    ...text(t("inventory.processor"), joined([modelOf(cpu?.model), cores, frequency], ", ")),
    ...text(t("inventory.memory"), inventory.memoryBytes && format.memory(inventory.memoryBytes)),
    ...text(t("inventory.disks"), disks.join(", ")),
    ...text(t("inventory.virtualization"), inventory.virtualization),
    ...text(t("inventory.bootedAt"), inventory.bootedAt && format.dateTime(inventory.bootedAt)),
    ...(inventory.rebootPending
      ? [{ term: t("inventory.reboot"), value: <StateWord state="plan" word={t("inventory.rebootPending")} /> }]
      : []),
    ...text(t("inventory.agent"), inventory.agentVersion),
  ];
}

function Machines({ names, project }: { names: readonly string[]; project: string }) {
  return (
    <ul className="inline-list">
      {names.map((name) => (
        <li key={name}>
          <Link className="mono" to={`/projects/${project}/machines/${name}`}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** "Intel Xeon Gold 6230 CPU @ 2.00GHz": the frequency follows in the reader's own units. */
function modelOf(model: string | undefined): string | undefined {
  return model?.replace(/(\s+CPU)?\s*@\s*[\d.]+\s*GHz$/i, "");
}

function text(term: string, value: string | number | undefined, mono = false): Definition[] {
  return value ? [{ term, value: String(value), mono }] : [];
}

function joined(parts: readonly (string | undefined)[], by: string): string {
  return parts.filter(Boolean).join(by);
}
