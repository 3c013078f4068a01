import { useTranslation } from "react-i18next";

import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { useFormat } from "#app/ui/use-format.tsx";

interface Entry {
  readonly id: number;
  readonly at: string;
  readonly actorName: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectName: string;
  readonly clientName: string | null;
  readonly projectName: string | null;
  readonly address: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Who did what, on what, from where, when; what changed is unfolded on demand. */
export function Trail({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const columns: Column<Entry>[] = [
    {
      key: "at",
      header: t("columns.when"),
      cell: ({ at }) => <time dateTime={at}>{format.dateTime(parseInstant(at))}</time>,
    },
    {
      key: "who",
      header: t("columns.who"),
      cell: ({ actorName, address }) => (
        <span>
          {actorName}
          {address && <span className="data-table-second mono">{address}</span>}
        </span>
      ),
    },
    { key: "what", header: t("columns.what"), cell: ({ action }) => t(`audit.actions.${action}`, action) },
    {
      key: "subject",
      header: t("columns.onWhat"),
      cell: ({ subjectName, clientName, projectName }) => (
        <span>
          {subjectName || "–"}
          <span className="data-table-second">{[projectName, clientName].filter(Boolean).join(" · ")}</span>
        </span>
      ),
    },
    { key: "detail", header: t("columns.detail"), cell: ({ detail }) => <Detail detail={detail} /> },
  ];
  return (
    <DataTable
      caption={t("entries.audit")}
      columns={columns}
      rows={entries}
      rowKey={({ id }) => String(id)}
      whenEmpty={<EmptyState title={t("empty.audit.title")} text={t("empty.audit.text")} />}
    />
  );
}

function Detail({ detail }: { detail: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation("admin");
  const { changes, ...others } = detail;
  const lines = [
    ...Object.entries((changes ?? {}) as Record<string, { before: unknown; after: unknown }>).map(
      ([field, { before, after }]) => `${field}: ${said(before)} → ${said(after)}`,
    ),
    ...Object.entries(others).map(([field, value]) => `${field}: ${said(value)}`),
  ];
  if (lines.length === 0) return <>–</>;
  return (
    <details className="disclosure">
      <summary>{t("audit.lines", { count: lines.length })}</summary>
      <ul className="mono text-left text-[13px] [overflow-wrap:anywhere]">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

/** Text as it is, everything else as JSON: shown as text, never as markup. */
function said(value: unknown): string {
  return typeof value === "string" ? `« ${value} »` : JSON.stringify(value);
}
