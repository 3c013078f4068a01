import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { donePath, fieldsOf, intentOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { rowId } from "#app/http/form-fields.ts";
import { readerOf } from "#app/http/knowledge-reader.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { ticketDraftWords } from "#app/http/ticket-draft-words.server.ts";
import { database } from "#db/client.server.ts";
import { makeArticleFromTicket } from "#domain/knowledge/from-ticket.server.ts";
import { articlesOfTicket, linkTicket } from "#domain/knowledge/links.server.ts";
import { similarTo } from "#domain/knowledge/similar.server.ts";
import { threadOf, ticketOf } from "#domain/tickets/queries.server.ts";

/** Words of the beginning of a thread say what it is about. */
const READ_CHARACTERS = 2_000;

/** What staff have seen before that is like this ticket, and what the knowledge base has of it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project, ...signedIn } = await requireProject(request, params.projectSlug, "ticket.work");
  const { reader, projects, locale } = await readerOf(request, signedIn);
  const ticket = await ticketOf(database(), project.id, numberOf(params.number), { withNotes: true });
  if (!ticket) throw notFound();
  const thread = await threadOf(database(), project.id, ticket.id, { withNotes: false });
  const text = `${ticket.subject}\n${thread.map((entry) => entry.text).join("\n")}`.slice(0, READ_CHARACTERS);
  const projectIds = projects.filter(({ clientId }) => clientId === project.clientId).map(({ id }) => id);
  const [similar, linked] = await Promise.all([
    similarTo(database(), reader, { text, locale, projectIds, withNotes: true, exceptTicketId: ticket.id }),
    articlesOfTicket(database(), reader, { ticketId: ticket.id, locale }),
  ]);
  return json({ similar, linked });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, ...signedIn } = await requireProject(request, params.projectSlug, "ticket.work");
  const { reader, actor, locale } = await readerOf(request, signedIn);
  const ticketId = numberOf(params.number);
  const ticket = await ticketOf(database(), project.id, ticketId, { withNotes: true });
  if (!ticket) throw notFound();
  const form = await request.formData();
  if (intentOf(form) === "link") {
    const articleId = rowId.safeParse(fieldsOf(form).articleId);
    if (!articleId.success) return refuseForm(form, { articleId: "admin:problems.choose" }, 400);
    const linked = { articleId: articleId.data, ticketId };
    const answer = await linkTicket(database(), reader, actor, project.id, linked);
    if ("refused" in answer) return refuseCommand(form, answer);
    return safeRedirect(`/projects/${project.slug}/tickets/${ticketId}`);
  }
  const words = await ticketDraftWords(locale);
  const asked = { projectId: project.id, ticketId, locale, words };
  const answer = await makeArticleFromTicket(database(), reader, actor, asked);
  if ("refused" in answer) return refuseCommand(form, answer);
  return safeRedirect(donePath(`/knowledge/${answer.id}?lang=${locale}`, "articleMade"));
}

/** 0, which no ticket has, for what is no number. */
function numberOf(text: string | undefined): number {
  return /^[1-9]\d{0,8}$/.test(text ?? "") ? Number(text) : 0;
}
