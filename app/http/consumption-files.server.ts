import { database } from "#db/client.server.ts";
import { monthAt, parseMonth } from "#domain/availability/months.ts";
import { meteredMonth } from "#domain/consumption/metered-month.server.ts";
import { consumptionOf } from "#domain/consumption/queries.server.ts";
import { statementOf } from "#domain/consumption/statement.server.ts";
import { type Table, tablesOf } from "#domain/consumption/tables.ts";

import { notFound } from "./refusals.ts";
import { requireProject } from "./require.server.ts";

/** A month's consumption as tables, for a file; prices are in it for who reads them only. */
export async function monthTables(request: Request, projectSlug: string | undefined) {
  const { project, can, user } = await requireProject(request, projectSlug, "consumption.read");
  const now = Date.now();
  const newest = monthAt(now, project.timeZone);
  const asked = parseMonth(new URL(request.url).searchParams.get("month"));
  const month = asked !== null && asked < newest ? asked : newest;
  const metered = await meteredMonth(database(), project.id, month, now);
  if (!metered) throw notFound();
  const [consumption, statement] = await Promise.all([
    consumptionOf(metered),
    can("price.read") ? statementOf(database(), metered) : null,
  ]);
  const tables: Table[] = tablesOf(consumption, statement, project.timeZone);
  return { tables, name: `${project.slug}-consumption-${month}`, locale: user.locale };
}
