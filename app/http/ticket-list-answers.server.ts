import { json } from "@remix-run/node";
import { z } from "zod";

import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { tagsSaid } from "#domain/tickets/desk/tags.ts";
import { changeMany } from "#domain/tickets/list/bulk.server.ts";
import { type BulkAct, MOST_AT_ONCE } from "#domain/tickets/list/bulk.ts";
import { isWorker, type TicketReader } from "#domain/tickets/list/reader.ts";
import { forgetView, saveView } from "#domain/tickets/list/views.server.ts";
import { VIEW_LIMITS } from "#domain/tickets/list/views.ts";
import { TICKET_STATES } from "#domain/tickets/ticket.ts";

import { fieldsOf, intentOf, refuseCommand, refuseForm } from "./form-answer.server.ts";
import { line, rowId, userIdOrNull } from "./form-fields.ts";
import { problemsOf } from "./problems.ts";

/** "35:3": a ticket, and the version of the list in which it was chosen. */
const chosen = z
  .array(z.string().regex(/^[1-9]\d{0,8}:\d{1,9}$/))
  .min(1, "tickets:bulk.chooseFirst")
  .max(MOST_AT_ONCE)
  .transform((all) => all.map((text) => ({ id: Number(text.split(":")[0]), version: Number(text.split(":")[1]) })));

const BulkForm = z.discriminatedUnion("act", [
  z.object({ act: z.literal("assign"), chosen, assigneeId: userIdOrNull }),
  z.object({ act: z.literal("take"), chosen }),
  z.object({ act: z.literal("state"), chosen, state: z.enum(TICKET_STATES, "admin:problems.choose") }),
  z.object({ act: z.literal("tag"), chosen, tags: line(300) }),
  z.object({ act: z.literal("untag"), chosen, tags: line(300) }),
  z.object({ act: z.literal("merge"), chosen, intoId: rowId }),
]);
const ViewForm = z.object({
  name: line(VIEW_LIMITS.name),
  asked: z.string().max(2_000).default(""),
  shared: z.literal("on").optional(),
});
const ForgetForm = z.object({ viewId: rowId });

interface Asked {
  readonly reader: TicketReader;
  readonly actor: Actor & { readonly id: string | null };
}

/** What the page of a list is sent: something done to many tickets, a view kept or forgotten. */
export async function answerTicketList(asked: Asked, form: FormData) {
  switch (intentOf(form)) {
    case "bulk":
      return bulk(asked, form);
    case "saveView":
      return keep(asked, form);
    case "forgetView":
      return forget(asked, form);
    default:
      return refuseForm(form, { form: "common:problems.custom" }, 400);
  }
}

async function bulk({ reader, actor }: Asked, form: FormData) {
  const typed = BulkForm.safeParse(fieldsOf(form, ["chosen"]));
  if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
  const results = await changeMany(database(), reader, actor, typed.data.chosen, actOf(typed.data, reader));
  if (!results) return refuseForm(form, { form: "common:problems.custom" }, 400);
  return json({ bulk: results }, results.some(({ outcome }) => typeof outcome === "object") ? 422 : 200);
}

function actOf(typed: z.infer<typeof BulkForm>, { userId }: TicketReader): BulkAct {
  switch (typed.act) {
    case "take":
      return { kind: "assign", assigneeId: userId };
    case "assign":
      return { kind: "assign", assigneeId: typed.assigneeId };
    case "state":
      return { kind: "state", state: typed.state };
    case "tag":
      return { kind: "tag", add: tagsSaid(typed.tags), remove: [] };
    case "untag":
      return { kind: "tag", add: [], remove: tagsSaid(typed.tags) };
    case "merge":
      return { kind: "merge", intoId: typed.intoId };
  }
}

async function keep({ reader }: Asked, form: FormData) {
  const typed = ViewForm.safeParse(fieldsOf(form));
  if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
  const { name, asked, shared } = typed.data;
  const query = new URLSearchParams(asked);
  const answer = await saveView(database(), reader, { name, query, isShared: shared === "on" && isWorker(reader) });
  if ("refused" in answer) return refuseForm(form, { form: "tickets:views.tooMany" }, 422);
  return json({ kept: name });
}

async function forget({ reader }: Asked, form: FormData) {
  const typed = ForgetForm.safeParse(fieldsOf(form));
  if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
  const answer = await forgetView(database(), reader, typed.data.viewId);
  return "refused" in answer ? refuseCommand(form, { refused: "absent" }) : json({ forgotten: true });
}
