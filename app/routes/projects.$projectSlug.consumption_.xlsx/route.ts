import type { LoaderFunctionArgs } from "@remix-run/node";

import { monthTables } from "#app/http/consumption-files.server.ts";
import { workbook } from "#domain/consumption/files.server.ts";
import { LOCALES } from "#domain/consumption/words.ts";

/** All tables of a month as one workbook. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { tables, name, locale } = await monthTables(request, params.projectSlug);
  const bytes = await workbook(tables, LOCALES.find((one) => one === locale) ?? "fr");
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "content-disposition": `attachment; filename="${name.replace(/[^A-Za-z0-9-]+/g, "_")}.xlsx"`,
      "cache-control": "no-store",
    },
  });
}
