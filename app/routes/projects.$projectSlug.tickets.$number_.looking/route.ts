import { type ActionFunctionArgs, json } from "@remix-run/node";

import { look, lookAway, onlookersOf } from "#app/http/onlookers.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import { ticketOf } from "#domain/tickets/queries.server.ts";

/** Says that its user looks at the ticket, for 30 s, and answers with the names of who else does. Sent by a visible page. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { project, user, can } = await requireProject(request, params.projectSlug, "ticket.read");
  const isStaff = can("ticket.work");
  const number = /^[1-9]\d{0,8}$/.test(params.number ?? "") ? Number(params.number) : 0;
  const ticket = await ticketOf(database(), project.id, number, { withNotes: isStaff });
  if (!ticket) throw notFound();
  const onlooker = { id: user.id, name: user.name, isStaff };
  if ((await request.formData()).get("here") === "no") lookAway(ticket.id, user.id);
  else look(ticket.id, onlooker);
  return json({ names: onlookersOf(ticket.id, onlooker, ticket.assigneeId).map(({ name }) => name) });
}
