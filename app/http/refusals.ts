/** Absent, foreign and not yet visible are one answer, to the byte: nobody learns from it what exists. */
export function notFound(): Response {
  return refusal(404, "Not Found");
}

/** Seen but not allowed. */
export function forbidden(): Response {
  return refusal(403, "Forbidden");
}

export function methodNotAllowed(allow: readonly string[]): Response {
  return new Response("Method Not Allowed", {
    status: 405,
    statusText: "Method Not Allowed",
    headers: { ...PLAIN, allow: allow.join(", ") },
  });
}

/** More than one address may ask; `waitSeconds` until it is heard again. */
export function tooManyRequests(waitSeconds: number): Response {
  const headers = { ...PLAIN, "retry-after": String(Math.ceil(waitSeconds)) };
  return new Response("Too Many Requests", { status: 429, statusText: "Too Many Requests", headers });
}

const PLAIN = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };

function refusal(status: number, statusText: string): Response {
  return new Response(statusText, { status, statusText, headers: PLAIN });
}
