import type { ColumnDef } from "@tanstack/react-table";
import type { ReactNode } from "react";

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** What the column sorts by; rows without a value (null) stay last in both directions. Without it: not sortable. */
  readonly sortBy?: (row: Row) => number | string | null;
  readonly numeric?: boolean;
  /** Left out on a phone: ornaments of another column's number. */
  readonly wideOnly?: boolean;
}

export function columnDefs<Row>(columns: readonly Column<Row>[]): ColumnDef<Row>[] {
  return columns.map(({ key, header, sortBy }) => ({
    id: key,
    header,
    accessorFn: (row) => sortBy?.(row) ?? undefined,
    enableSorting: sortBy !== undefined,
    sortUndefined: "last",
    // Names with numbers sort as people count: web-2 before web-10.
    sortingFn: "alphanumeric",
    sortDescFirst: false,
  }));
}
