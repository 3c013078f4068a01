import writeWorkbook from "write-excel-file/node";

import { csvCell, csvLine, harmlessText } from "#domain/audit/csv.ts";

import type { Cell, Table } from "./tables.ts";
import { type Locale, WORDS } from "./words.ts";

/** A table as a CSV file: numbers with a point and without signs of thousands, nothing for what is unknown. */
export function* tableCsv({ columns, rows }: Table): Generator<string> {
  yield csvLine(columns);
  for (const row of rows) {
    yield `${row.map((cell) => (typeof cell === "number" ? String(cell) : csvCell(cell ?? ""))).join(",")}\r\n`;
  }
}

/**
 * The tables as sheets of one workbook, columns named in the reader's language. Numbers are numbers; a text is a text to the
 * program that opens it, and stays one if it is saved as CSV from there.
 */
export function workbook(tables: readonly Table[], locale: Locale): Promise<Buffer> {
  const words = WORDS[locale];
  const sheets = tables.map(({ name, columns, rows }) => ({
    sheet: words.sheets[name],
    stickyRowsCount: 1,
    columns: columns.map((column, index) => ({
      width: widthOf([words.columns[column] ?? column, ...rows.map((row) => row[index])]),
    })),
    data: [
      columns.map((column) => ({ type: String, value: words.columns[column] ?? column, fontWeight: "bold" as const })),
      ...rows.map((row) => row.map((cell, index) => cellOf(cell, columns[index], words.values))),
    ],
  }));
  return writeWorkbook(sheets).toBuffer();
}

/** Columns that hold keys, which are said in the reader's words; all others hold what people wrote. */
const SAID = new Set(["scope", "meter", "unit"]);

function cellOf(cell: Cell, column: string | undefined, words: Readonly<Record<string, string>>) {
  if (cell === null || cell === "") return null;
  if (typeof cell === "number") {
    return { type: Number, value: cell, format: Number.isInteger(cell) ? "0" : "#,##0.00####" };
  }
  const text = SAID.has(column ?? "") ? (words[cell] ?? cell) : cell;
  return { type: String, value: harmlessText(printable(text)) };
}

/** XML has no place for control characters and halves of characters: a file with one does not open. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "\ufffd");
}

function widthOf(cells: readonly (Cell | undefined)[]): number {
  return Math.min(40, Math.max(9, ...cells.map((cell) => String(cell ?? "").length + 2)));
}
