import { z } from "zod";

import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { line, paragraph, rowId, version } from "#app/http/form-fields.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { addCannedReply, changeCannedReply, removeCannedReply } from "#domain/tickets/desk/canned.server.ts";
import { CANNED_LIMITS } from "#domain/tickets/desk/canned.ts";
import { TEAM_NAME_LIMIT } from "#domain/tickets/desk/limits.ts";
import { addTeam, removeTeam, renameTeam, setTeamMembers } from "#domain/tickets/desk/teams.server.ts";

/** The word of `?done=`, or the answer that refuses the form. */
type FormAnswer = (actor: Actor, form: FormData) => Promise<string | ReturnType<typeof refuseForm>>;

const reply = {
  name: line(CANNED_LIMITS.name),
  locale: z.enum(["fr", "en", "es"], "admin:problems.choose"),
  text: paragraph(CANNED_LIMITS.text),
};
const MOST_MEMBERS = 200;
const team = { name: line(TEAM_NAME_LIMIT) };

/** What the forms of canned replies and teams do, by their intent. */
export const REPLY_ANSWERS: ReadonlyMap<string, FormAnswer> = new Map([
  ["addReply", answering(z.object(reply), "replyAdded", (actor, asked) => addCannedReply(database(), actor, asked))],
  [
    "editReply",
    answering(z.object({ ...reply, replyId: rowId, version }), "saved", (actor, { replyId: id, ...asked }) =>
      changeCannedReply(database(), actor, { ...asked, id }),
    ),
  ],
  [
    "removeReply",
    answering(z.object({ replyId: rowId }), "replyRemoved", (actor, { replyId }) =>
      removeCannedReply(database(), actor, replyId),
    ),
  ],
  ["addTeam", answering(z.object(team), "teamAdded", (actor, { name }) => addTeam(database(), actor, name))],
  [
    "renameTeam",
    answering(z.object({ ...team, teamId: rowId }), "saved", (actor, { teamId: id, name }) =>
      renameTeam(database(), actor, { id, name }),
    ),
  ],
  [
    "setTeamMembers",
    answering(
      z.object({ teamId: rowId, memberIds: z.array(z.string().max(36)).max(MOST_MEMBERS).default([]) }),
      "saved",
      (actor, { teamId: id, memberIds }) => setTeamMembers(database(), actor, { id, memberIds }),
    ),
  ],
  [
    "removeTeam",
    answering(z.object({ teamId: rowId }), "teamRemoved", (actor, { teamId }) => removeTeam(database(), actor, teamId)),
  ],
]);

function answering<Form extends z.ZodType>(
  schema: Form,
  done: string,
  act: (actor: Actor, fields: z.output<Form>) => Promise<object | { readonly refused: string }>,
): FormAnswer {
  return async (actor, form) => {
    const asked = schema.safeParse(fieldsOf(form, ["memberIds"]));
    if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);
    const answer = await act(actor, asked.data);
    const fields = { nameTaken: "name", unknownVariable: "text" };
    return "refused" in answer ? refuseCommand(form, { refused: String(answer.refused) }, fields) : done;
  };
}
