import type { ReactNode } from "react";

export interface Column {
  readonly key: string;
  readonly head: string;
  /** Figures are read by their last digit. */
  readonly isNumeric?: boolean;
  /** Kept in one line: instants, names of machines. */
  readonly isWhole?: boolean;
}

export interface Row {
  readonly key: string;
  /** In the order of the columns; the first names the row. */
  readonly cells: readonly ReactNode[];
  readonly isSum?: boolean;
}

/**
 * A table of the report: its head is printed again on every page that it reaches, and no row is cut. On a phone a row is
 * a list, each figure beside the head of its column.
 */
export function Table({ columns, rows }: { columns: readonly Column[]; rows: readonly Row[] }) {
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={classOf(column)}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells, isSum }) => (
          <tr key={key} className={isSum ? "sum" : undefined}>
            {columns.map((column, index) =>
              index === 0 ? (
                <th
                  key={column.key}
                  scope="row"
                  className={classOf(column)}
                  data-label={column.isNumeric ? column.head : undefined}
                >
                  {cells[index]}
                </th>
              ) : (
                <td key={column.key} className={classOf(column)} data-label={column.head}>
                  {cells[index]}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A part of a section with a heading of its own; it does not stand alone at the foot of a page. */
export function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <div className="report-part">
      <h3>
        {title}
        {note && <small>{note}</small>}
      </h3>
      {children}
    </div>
  );
}

function classOf({ isNumeric, isWhole }: Column): string | undefined {
  const names = [isNumeric && "numeric", isWhole && "report-whole"].filter(Boolean);
  return names.length > 0 ? names.join(" ") : undefined;
}
