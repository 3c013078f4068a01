import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireProject } from "#app/http/require.server.ts";
import { readerOf } from "#app/http/ticket-list.server.ts";
import { ticketListCsv } from "#app/http/ticket-list-csv.server.ts";

/** The tickets of a project that a question asks for, as a file for spreadsheets. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "ticket.read");
  return ticketListCsv(request, readerOf(signedIn, [signedIn.project]), `tickets-${signedIn.project.slug}`);
}
