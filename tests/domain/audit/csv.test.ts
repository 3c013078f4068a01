import { expect, test } from "vitest";

import { csvCell, csvLine } from "#domain/audit/csv.ts";

test.each([
  ["a sum", "=1+1", `"'=1+1"`],
  ["a call of another program", '=cmd|"/c calc"!A0', `"'=cmd|""/c calc""!A0"`],
  ["a plus", "+33 1 99 00 48 20", `"'+33 1 99 00 48 20"`],
  ["a minus", "-2+3", `"'-2+3"`],
  ["an at sign", "@SUM(A1)", `"'@SUM(A1)"`],
  ["a formula behind blanks", "  =1", `"'  =1"`],
  ["a formula behind a tab", "\t=1", `"'\t=1"`],
  ["a formula behind a line end", "\r\n=1", `"'\r\n=1"`],
  ["a full-width sign", "＝1", `"'＝1"`],
])("%s does not run when the file is opened", (_sentence, text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test.each([
  ["web-1", `"web-1"`],
  ["Claire Aubrac", `"Claire Aubrac"`],
  ['dit « oui », puis "non"', `"dit « oui », puis ""non"""`],
  ["a, b\nc", `"a, b\nc"`],
  ["", `""`],
])("%j is left as it is, in quotes", (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test("a line ends as RFC 4180 asks", () => {
  expect(csvLine(["a", "b"])).toBe('"a","b"\r\n');
});
