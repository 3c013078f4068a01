import {
  getCoreRowModel,
  getSortedRowModel,
  type SortingState,
  type Row as TableRow,
  useReactTable,
} from "@tanstack/react-table";
import { type ReactNode, useRef, useState } from "react";
import { Trans, useTranslation } from "react-i18next";

import { type Column, columnDefs } from "./data-table/columns.ts";
import { Header } from "./data-table/header.tsx";
import { useHeldOrder } from "./data-table/held-order.ts";
import { stepThroughRows } from "./data-table/keys.ts";
import { LoadingBlock } from "./loading-block.tsx";

export type { Column } from "./data-table/columns.ts";

export interface DataTableProps<Row> {
  /** Names the table for screen readers. */
  readonly caption: string;
  /** The first column names the row; give it the row's link. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly rowTone?: (row: Row) => "crit" | undefined;
  readonly initialSort?: { readonly column: string; readonly descending?: boolean };
  /** `stale` keeps the rows and turns them mute. */
  readonly state?: "ready" | "loading" | "stale";
  /** On a phone a row is a few lines, its numbers side by side: see the columns' keys in table.css. */
  readonly compact?: boolean;
  /** Left out where the page has its own line on keys. */
  readonly withHint?: boolean;
  /** Only the first so many of the sorted rows are drawn; the page says how to see the others. */
  readonly mostRows?: number;
  /** Rows to keep room for while loading. */
  readonly expectedRows?: number;
  /** Stands in the table's place where there are no rows: an EmptyState or an ErrorState. */
  readonly whenEmpty: ReactNode;
}

/**
 * A live table: sorted by its headers, walked by arrows or j and k once focus is in it, pairs of label and value on a
 * phone. While pointer or focus is inside, rows keep their order, so that nothing slips away under the hand.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { t } = useTranslation("ui");
  const { columns, rows, state = "ready", initialSort, withHint = true } = props;
  const [sorting, setSorting] = useState<SortingState>(
    initialSort ? [{ id: initialSort.column, desc: initialSort.descending ?? false }] : [],
  );
  const [held, setHeld] = useState(false);
  const body = useRef<HTMLTableSectionElement>(null);
  const table = useReactTable<Row>({
    data: rows as Row[],
    columns: columnDefs(columns),
    state: { sorting },
    onSortingChange: setSorting,
    getRowId: props.rowKey,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  const sortKey = sorting.map(({ id, desc }) => `${id} ${desc}`).join();
  const shown = useHeldOrder(table.getRowModel().rows, (row) => row.id, held ? sortKey : null);

  if (state === "loading") return <LoadingBlock label={props.caption} lines={props.expectedRows ?? 6} />;
  if (rows.length === 0) return props.whenEmpty;
  return (
    <div className="data-table-scroll">
      <table
        className={["data-table", state === "stale" && "data-table-stale", props.compact && "data-table-compact"]
          .filter(Boolean)
          .join(" ")}
      >
        <caption className="sr-only">{props.caption}</caption>
        <Header headers={table.getHeaderGroups()[0]?.headers ?? []} columns={columns} />
        <tbody
          ref={body}
          onKeyDown={(event) => stepThroughRows(event, body.current)}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          {shown.slice(0, props.mostRows).map((row) => (
            <BodyRow key={row.id} row={row} columns={columns} tone={props.rowTone?.(row.original)} />
          ))}
        </tbody>
      </table>
      {withHint && (
        <p className="data-table-hint">
          <Trans t={t} i18nKey="table.keys" components={{ kbd: <kbd /> }} />
        </p>
      )}
    </div>
  );
}

function BodyRow<Row>({ row, columns, tone }: { row: TableRow<Row>; columns: readonly Column<Row>[]; tone?: "crit" }) {
  return (
    <tr className={tone && `data-table-row-${tone}`}>
      {columns.map((column, index) => {
        const className = [column.numeric && "numeric", column.wideOnly && "data-table-wide"].filter(Boolean).join(" ");
        const cell = column.cell(row.original);
        return index === 0 ? (
          <th key={column.key} scope="row" className={className || undefined}>
            {cell}
          </th>
        ) : (
          <td
            key={column.key}
            className={className || undefined}
            data-column={column.key}
            data-label={column.header || undefined}
          >
            {cell}
          </td>
        );
      })}
    </tr>
  );
}
