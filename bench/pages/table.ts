import type { Row } from "./measured.ts";

/** Figures in columns; the address last, because it may be long. */
export function tableOf(rows: readonly Row[]): string {
  const head = ["p95 ms", "median", "CPU extranet", "CPU database", "KB", "caller", "address"];
  const lines = rows.map((row) => [
    row.p95Ms.toFixed(1),
    row.medianMs.toFixed(1),
    row.extranetCpuMs.toFixed(1),
    row.databaseCpuMs.toFixed(1),
    String(row.kilobytes),
    row.caller,
    row.path,
  ]);
  const widths = head.map((name, column) => Math.max(name.length, ...lines.map((line) => line[column]?.length ?? 0)));
  return [head, ...lines].map((line) => line.map((cell, column) => padded(cell, column, widths)).join("  ")).join("\n");
}

function padded(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  if (column < 5) return cell.padStart(width);
  return column === widths.length - 1 ? cell : cell.padEnd(width);
}
