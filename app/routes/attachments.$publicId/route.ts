import type { LoaderFunctionArgs } from "@remix-run/node";

import { fileAnswer } from "#app/http/file-answer.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireUser } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import { readableFile } from "#domain/attachments/rights.server.ts";

/** A file that somebody sent in, for whoever may read what it belongs to. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { user, memberships } = await requireUser(request);
  const file = await readableFile(database(), { userId: user.id, memberships }, params.publicId ?? "");
  if (!file) throw notFound();
  return fileAnswer(request, file, context);
}
