import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireUser } from "#app/http/require.server.ts";
import { readerOf } from "#app/http/ticket-list.server.ts";
import { ticketListCsv } from "#app/http/ticket-list-csv.server.ts";
import { database } from "#db/client.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

/** The tickets of all that somebody may see, as a file for spreadsheets. */
export async function loader({ request }: LoaderFunctionArgs) {
  const signedIn = await requireUser(request);
  return ticketListCsv(request, readerOf(signedIn, await projectsOf(database(), signedIn.memberships)), "tickets");
}
