/**
 * Lines of a CSV file as a download. Commas and decimal points in every language (RFC 4180): a file means the same
 * wherever it is read. `name` without its ending.
 */
export function csvResponse(name: string, lines: Iterable<string>): Response {
  // Without the mark, Excel reads UTF-8 as the machine's own code page.
  return new Response(`\uFEFF${[...lines].join("")}`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      // Nothing of a name may end the header or leave the folder of downloads.
      "content-disposition": `attachment; filename="${name.replace(/[^A-Za-z0-9-]+/g, "_")}.csv"`,
      "cache-control": "no-store",
    },
  });
}
