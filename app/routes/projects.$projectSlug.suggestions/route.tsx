import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";

import { fieldsOf, refuseForm } from "#app/http/form-answer.server.ts";
import { rowId } from "#app/http/form-fields.ts";
import { readerOf } from "#app/http/knowledge-reader.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { requireProject } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import { similarTo } from "#domain/knowledge/similar.server.ts";
import { recordSuggestions, SUGGESTION_EVENTS } from "#domain/knowledge/suggestions.server.ts";

const LONGEST_TEXT = 600;
const MOST_SHOWN = 10;

/** Articles and past tickets that are like what is being written; a client's own, without a word of notes. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project, can, ...signedIn } = await requireProject(request, params.projectSlug, "ticket.open");
  const { reader, projects, locale } = await readerOf(request, signedIn);
  const text = (new URL(request.url).searchParams.get("text") ?? "").slice(0, LONGEST_TEXT);
  const projectIds = projects.filter(({ clientId }) => clientId === project.clientId).map(({ id }) => id);
  const withNotes = can("ticket.work");
  return json({ text, similar: await similarTo(database(), reader, { text, locale, projectIds, withNotes }) });
}

const EventForm = z.object({
  writing: z.string().min(8).max(40),
  event: z.enum(SUGGESTION_EVENTS),
  articleIds: z.array(rowId).min(1).max(MOST_SHOWN),
});

/** What became of an article beside a ticket that is being written. Staff's own writing is not counted. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { project, ...signedIn } = await requireProject(request, params.projectSlug, "ticket.open");
  const { reader } = await readerOf(request, signedIn);
  const form = await request.formData();
  const typed = EventForm.safeParse(fieldsOf(form, ["articleIds"]));
  if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
  if (!reader.isStaff) await recordSuggestions(database(), reader, { projectId: project.id, ...typed.data });
  return new Response(null, { status: 204 });
}
