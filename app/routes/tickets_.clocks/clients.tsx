import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { CLOCKS } from "#domain/clocks/clock.ts";
import type { Attainment } from "#domain/tickets/attainment.ts";

import type { ClientAttainment } from "./clients.server.ts";

interface ClientsProps {
  readonly clients: readonly ClientAttainment[];
  /** Of the page: month and priority, which the projects' pages take too. */
  readonly query: string;
}

/** A line a client, a column a clock; each project leads to its promises, one by one. */
export function Clients({ clients, query }: ClientsProps) {
  const { t } = useTranslation("clocks");
  const columns: Column<ClientAttainment>[] = [
    {
      key: "client",
      header: t("attainment.client"),
      cell: ({ client }) => <b>{client}</b>,
      sortBy: ({ client }) => client,
    },
    {
      key: "projects",
      header: t("attainment.projects"),
      cell: ({ projects }) => (
        <span className="inline-list">
          {projects.map(({ slug, name }) => (
            <Link key={slug} to={`/projects/${slug}/tickets/clocks${query}`}>
              {name}
            </Link>
          ))}
        </span>
      ),
    },
    ...CLOCKS.map((clock): Column<ClientAttainment> => {
      const of = ({ figures }: ClientAttainment) => figures.find((figure) => figure.clock === clock);
      return {
        key: clock,
        header: t(`names.${clock}`),
        numeric: true,
        cell: (row) => <Kept figure={of(row)} />,
        sortBy: (row) => of(row)?.share ?? null,
      };
    }),
  ];
  return (
    <DataTable
      caption={t("attainment.byClient")}
      columns={columns}
      rows={clients}
      rowKey={({ client, projects }) => `${client} ${projects[0]?.slug}`}
      whenEmpty={<EmptyState title={t("attainment.empty")} text={t("attainment.emptyText")} />}
    />
  );
}

function Kept({ figure }: { figure: Attainment | undefined }) {
  const { t } = useTranslation("clocks");
  const format = useFormat();
  if (!figure) return <span className="dim">{t("attainment.noPromise")}</span>;
  const { share, met, missed, running, late } = figure;
  return (
    <>
      {share === null ? t("attainment.none") : format.percent(share, 1)}
      <span className="label block">
        {met + missed > 0 && t("attainment.met", { met, count: met + missed })}{" "}
        {running > 0 && t("attainment.running", { count: running })} {late > 0 && t("attainment.late", { count: late })}
      </span>
    </>
  );
}
