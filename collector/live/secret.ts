import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

import { type Answer, refusal } from "../http/answers.ts";

/** The 401 for whoever does not know the internal secret. Compared in constant time, whatever its length. */
export function refusalOfStranger(request: IncomingMessage, secret: string): Answer | undefined {
  const said = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
  if (timingSafeEqual(sha256(said), sha256(secret))) return undefined;
  return refusal(401, "unknown_token", "This address is for the extranet.", { closes: true });
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
