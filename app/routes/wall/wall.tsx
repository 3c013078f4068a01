import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { useNow } from "#app/ui/clock.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterForm, type FilterList } from "#app/ui/live/filter-form.tsx";
import { findingText } from "#app/ui/live/finding.tsx";
import { LocalMachine } from "#app/ui/live/local-machine.tsx";
import { useMachineColumns } from "#app/ui/live/machine-columns.tsx";
import { filtered, machineFilter } from "#app/ui/live/machine-filter.ts";
import { MachinesVerdict } from "#app/ui/live/machines-verdict.tsx";
import { StateAnnouncer } from "#app/ui/live/state-announcer.tsx";
import { Unfold, useIsUnfolded } from "#app/ui/live/unfold.tsx";
import type { Live } from "#app/ui/live/use-live.ts";
import { useMachinesNow } from "#app/ui/live/use-machines-now.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { useViewer } from "#app/ui/viewer.tsx";
import type { ShownMachine } from "#domain/machines/live.ts";

import { ByClient } from "./by-client.tsx";
import { StateTabs } from "./state-tabs.tsx";
import { useWallKeys, WallKeys } from "./wall-keys.tsx";

/** Beyond this many, normal machines are folded: they need nobody. */
const NORMAL_SHOWN = 20;
/** Rows in all before a reader asks for the rest. */
const MOST_ROWS = 80;

/** Support's wall: the machines of all clients, worst first. */
export function Wall({ machines, live }: { machines: readonly ShownMachine[]; live: Live }) {
  const { t } = useTranslation(["wall", "machines"]);
  const format = useFormat();
  const now = useNow();
  const [query] = useSearchParams();
  const unfolded = useIsUnfolded();
  const keys = useWallKeys();
  const columns = useMachineColumns({ across: true });
  const lists = useFilterLists(machines);
  const everything = useMachinesNow(machines, live);
  const rows = everything.filter(({ machine }) => !machine.isLocal);
  const local = everything.filter(({ machine }) => machine.isLocal);
  const filter = machineFilter(query);
  const inLists = filtered(rows, { ...filter, state: "" }, ({ now: at }) => {
    const { key, values } = findingText(at, format, now);
    return t(`machines:reason.${key}`, { ...values, defaultValue: "" });
  });
  const chosen = inLists.filter((row) => !filter.state || row.now.state === filter.state);
  const normal = chosen.filter((row) => row.now.state === "ok");
  const folded = new Set(unfolded ? [] : normal.slice(NORMAL_SHOWN));
  const mostRows = unfolded ? chosen.length : MOST_ROWS;
  const hidden = chosen.length - Math.min(chosen.length - folded.size, mostRows);
  const clients = new Set(machines.map(({ client }) => client));
  if (machines.length === 0) return <EmptyState title={t("wall:empty")} text={t("wall:emptyText")} />;
  return (
    <>
      <PageHeader
        title={t("wall:title")}
        qualifier={`${t("wall:clients", { count: clients.size })}, ${t("wall:machines", { count: rows.length })}`}
      />
      <div className="hero-single">
        <MachinesVerdict machines={rows} />
      </div>
      <Section title={t("wall:byClient")} note={t("wall:byClientNote")}>
        <ByClient rows={rows} />
      </Section>
      <Section title={t("wall:heading")} note={t("machines:list.worstFirst")} side={<WallKeys keys={keys} />}>
        <FilterForm filter={filter} lists={lists} inputRef={keys.filterRef}>
          <StateTabs rows={inLists} />
        </FilterForm>
        <div ref={keys.tableRef}>
          <DataTable
            compact
            withHint={false}
            caption={t("wall:heading")}
            columns={columns}
            rows={chosen.filter((row) => !folded.has(row))}
            mostRows={mostRows}
            rowKey={({ machine }) => `${machine.project}/${machine.name}`}
            rowTone={(row) => (row.now.state === "crit" ? "crit" : undefined)}
            initialSort={{ column: "state" }}
            state={live.status.feed === "down" || live.status.feed === "lost" ? "stale" : "ready"}
            whenEmpty={
              <EmptyState title={t("wall:noMatch")}>
                <Link className="button" to="?">
                  {t("wall:clear")}
                </Link>
              </EmptyState>
            }
          />
        </div>
        {(normal.length > NORMAL_SHOWN || chosen.length > MOST_ROWS) && (
          <Unfold
            isFolded={!unfolded}
            unfold={t(hidden > folded.size ? "machines:list.unfold" : "wall:unfold", { count: hidden })}
            fold={t("wall:fold")}
          />
        )}
      </Section>
      <LocalMachine machines={local} />
      <StateAnnouncer machines={everything} />
    </>
  );
}

function useFilterLists(machines: readonly ShownMachine[]): FilterList[] {
  const { t } = useTranslation(["wall", "machines"]);
  const { locale } = useViewer();
  const roles = new Map(machines.map(({ role }) => [role.slug, role.names[locale]]));
  const clients = [...new Set(machines.map(({ client }) => client))].sort();
  return [
    {
      name: "client",
      label: t("wall:client"),
      all: t("wall:allClients"),
      choices: clients.map((client) => ({ value: client, text: client })),
    },
    {
      name: "role",
      label: t("machines:list.role"),
      all: t("machines:list.allRoles"),
      choices: [...roles].map(([value, text]) => ({ value, text })),
    },
  ];
}
