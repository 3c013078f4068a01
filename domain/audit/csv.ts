/** Characters with which spreadsheets begin a formula, full-width forms included; a tab or line end hides one. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠|%]|^[\t\r\n]/;

/**
 * One cell of a CSV file, always in quotes. What a spreadsheet would run as a formula is preceded by an apostrophe,
 * which makes it text (OWASP, "CSV Injection"): names and details in the audit are written by anybody.
 */
export function csvCell(text: string): string {
  return `"${harmlessText(text).replaceAll('"', '""')}"`;
}

/** Text that no spreadsheet takes for a formula, in whatever kind of file. */
export function harmlessText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** One line of a CSV file (RFC 4180), its line end included. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
