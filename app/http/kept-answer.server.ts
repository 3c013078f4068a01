import { json } from "@remix-run/node";

import { FILE, mediaTypeOf } from "./limits.ts";
import { keepBody, type Sender } from "./uploads.server.ts";

/** Keeps the file that was sent, and says what it is called here; 422 with the reason where it is not kept. */
export async function keptAnswer(request: Request, sender: Sender): Promise<Response> {
  const type = mediaTypeOf({ "content-type": request.headers.get("content-type") ?? undefined });
  // A request without a body counts as a form; a file of no bytes is refused by its browser page.
  if (type !== FILE) return json({ refused: "empty" }, 422);
  const kept = await keepBody(request, sender);
  if ("refused" in kept) return json(kept, kept.refused === "tooManyThisHour" ? 429 : 422);
  return json(kept, 201);
}
