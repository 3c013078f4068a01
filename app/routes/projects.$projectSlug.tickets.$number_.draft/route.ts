import { type ActionFunctionArgs, json } from "@remix-run/node";
import { z } from "zod";

import { fieldsOf } from "#app/http/form-answer.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import { keepDraft } from "#domain/tickets/drafts.server.ts";

const DraftForm = z.object({
  text: z.string(),
  readers: z.enum(["client", "staff"]).default("client"),
  sendKey: z.string().min(8).max(40).optional(),
});

/** Keeps what its user is writing, for themselves alone. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { project, user } = await requireProject(request, params.projectSlug, "ticket.reply");
  const ticketId = /^\d{1,9}$/.test(params.number ?? "") ? Number(params.number) : undefined;
  if (ticketId === undefined) throw notFound();
  const typed = DraftForm.safeParse(fieldsOf(await request.formData()));
  if (!typed.success) return json({ savedAt: null }, 400);
  const { readers, ...draft } = typed.data;
  const place = { userId: user.id, projectId: project.id, ticketId };
  const kept = await keepDraft(database(), place, { ...draft, isPublic: readers === "client" });
  if (!("refused" in kept)) return json({ savedAt: kept.savedAt });
  if (kept.refused === "notFound") throw notFound();
  return json({ savedAt: null }, 422);
}
