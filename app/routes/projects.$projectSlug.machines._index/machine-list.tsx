import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { useNow } from "#app/ui/clock.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterForm, type FilterList } from "#app/ui/live/filter-form.tsx";
import { findingText } from "#app/ui/live/finding.tsx";
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

/** More rows than this are folded, the worst first: nobody reads two hundred, and each costs a millisecond. */
const MOST_ROWS = 60;

/** All machines of a project in one live table, worst first. */
export function MachineList({ machines, live }: { machines: readonly ShownMachine[]; live: Live }) {
  const { t } = useTranslation(["machines", "projects"]);
  const format = useFormat();
  const now = useNow();
  const [query] = useSearchParams();
  const columns = useMachineColumns();
  const lists = useFilterLists(machines);
  const rows = useMachinesNow(machines, live);
  const platform = rows.filter(({ machine }) => !machine.isLocal);
  const unfolded = useIsUnfolded();
  const filter = machineFilter(query);
  const shown = filtered(rows, filter, ({ now: at }) => {
    const { key, values } = findingText(at, format, now);
    return t(`machines:reason.${key}`, { ...values, defaultValue: "" });
  });
  return (
    <>
      <PageHeader
        title={t("machines:list.title")}
        qualifier={t(platform.length < rows.length ? "machines:list.countAndLocal" : "machines:list.count", {
          count: platform.length,
        })}
      />
      <div className="hero-single">
        <MachinesVerdict machines={platform} />
      </div>
      <Section title={t("machines:list.heading")} note={t("machines:list.worstFirst")}>
        {machines.length > 0 && <FilterForm filter={filter} lists={lists} />}
        <DataTable
          compact
          caption={t("machines:list.heading")}
          columns={columns}
          rows={shown}
          mostRows={unfolded ? undefined : MOST_ROWS}
          rowKey={(row) => row.name}
          rowTone={(row) => (row.now.state === "crit" ? "crit" : undefined)}
          initialSort={{ column: "state" }}
          state={live.status.feed === "down" || live.status.feed === "lost" ? "stale" : "ready"}
          whenEmpty={
            machines.length === 0 ? (
              <EmptyState title={t("projects:home.noMachines")} text={t("projects:home.noMachinesText")} />
            ) : (
              <EmptyState title={t("machines:list.noMatch")}>
                <Link className="button" to="?">
                  {t("machines:list.clear")}
                </Link>
              </EmptyState>
            )
          }
        />
        {shown.length > MOST_ROWS && (
          <Unfold
            isFolded={!unfolded}
            unfold={t("machines:list.unfold", { count: shown.length - MOST_ROWS })}
            fold={t("machines:list.fold")}
          />
        )}
      </Section>
      <StateAnnouncer machines={rows} />
    </>
  );
}

function useFilterLists(machines: readonly ShownMachine[]): FilterList[] {
  const { t } = useTranslation("machines");
  const { locale } = useViewer();
  const roles = new Map(machines.map(({ role }) => [role.slug, role.names[locale]]));
  const applications = new Map(
    machines.flatMap(({ application }) => (application ? [[application.slug, application.name] as const] : [])),
  );
  const choices = (of: Map<string, string>) => [...of].map(([value, text]) => ({ value, text }));
  return [
    { name: "role", label: t("list.role"), all: t("list.allRoles"), choices: choices(roles) },
    {
      name: "application",
      label: t("list.application"),
      all: t("list.allApplications"),
      choices: choices(applications),
    },
  ];
}
