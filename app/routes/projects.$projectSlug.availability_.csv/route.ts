import type { LoaderFunctionArgs } from "@remix-run/node";

import { csvResponse } from "#app/http/csv-response.ts";
import { requireProject } from "#app/http/require.server.ts";
import { lossesByStart } from "#app/http/storefront-picture.server.ts";
import { database } from "#db/client.server.ts";
import { accountMonth } from "#domain/availability/account.ts";
import { ledgerCsv } from "#domain/availability/csv.ts";
import { monthAt, monthStretch, parseMonth } from "#domain/availability/months.ts";
import { stoppagesWithEvidence } from "#domain/availability/picture.ts";
import { accountOf, servicesOf } from "#domain/availability/queries.server.ts";

/** The ledger of a month, of all services of the project, as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project } = await requireProject(request, params.projectSlug);
  const now = Date.now();
  const asked = parseMonth(new URL(request.url).searchParams.get("month"));
  const month = asked ?? monthAt(now, project.timeZone);
  const db = database();
  const stretch = monthStretch(month, project.timeZone);
  const accounts = await Promise.all(
    (await servicesOf(db, project.id)).map(async (service) => {
      const account = await accountOf(db, project, service, stretch, now);
      const accounted = accountMonth(account, month);
      const stoppages = stoppagesWithEvidence(account, accounted.segments);
      return { service, accounted, stoppages, losses: await lossesByStart(project, stoppages, now) };
    }),
  );
  return csvResponse(`${project.slug}-availability-${month}`, ledgerCsv(accounts));
}
