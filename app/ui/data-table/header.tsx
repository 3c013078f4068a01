import type { Header as TableHeader } from "@tanstack/react-table";

import type { Column } from "./columns.ts";

const SORTS = { asc: "ascending", desc: "descending" } as const;

export function Header<Row>({
  headers,
  columns,
}: {
  headers: readonly TableHeader<Row, unknown>[];
  columns: readonly Column<Row>[];
}) {
  return (
    <thead>
      <tr>
        {headers.map(({ id, column }, index) => {
          const shown = columns[index];
          const sorted = column.getIsSorted();
          const className = [shown?.numeric && "numeric", shown?.wideOnly && "data-table-wide"]
            .filter(Boolean)
            .join(" ");
          // An ornament's column has no name; an empty header cell would be read out as one.
          if (!shown?.header) return <td key={id} className={className || undefined} />;
          return (
            <th
              key={id}
              scope="col"
              className={className || undefined}
              aria-sort={column.getCanSort() ? (sorted ? SORTS[sorted] : "none") : undefined}
            >
              {column.getCanSort() ? (
                <button type="button" onClick={column.getToggleSortingHandler()}>
                  {shown.header}
                  <span aria-hidden="true">{sorted ? (sorted === "asc" ? " ↑" : " ↓") : ""}</span>
                </button>
              ) : (
                shown.header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
