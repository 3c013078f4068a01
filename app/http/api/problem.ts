import { z } from "zod";

/*
 * Refusals of the public API are problems in the sense of RFC 9457. `type` is a name that stays; programs go by it, people
 * by the sentences. `errors` says what it is about: a parameter of the address or a header, or a place in the body.
 */

export const PROBLEMS = {
  "invalid-request": { status: 400, title: "The request is not well formed" },
  unauthorized: { status: 401, title: "A valid token is needed" },
  forbidden: { status: 403, title: "This is not allowed" },
  "insufficient-scope": { status: 403, title: "The token was not made for this" },
  "not-found": { status: 404, title: "There is no such thing" },
  "method-not-allowed": { status: 405, title: "The address does not know this method" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "unsupported-media-type": { status: 415, title: "The body is of a kind that is not read" },
  refused: { status: 422, title: "The request was understood and refused" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  fault: { status: 500, title: "Something failed here" },
  unavailable: { status: 503, title: "Not available for the moment" },
} as const;

export type ProblemName = keyof typeof PROBLEMS;

/** What a problem is about: exactly one of `parameter` and `pointer`. */
export const ProblemPlace = z
  .strictObject({
    parameter: z
      .string()
      .optional()
      .meta({ description: "Name of a parameter of the address, or of a header.", example: "from" }),
    pointer: z
      .string()
      .optional()
      .meta({ description: "Place in the body, as a JSON pointer in a fragment.", example: "#/title" }),
    detail: z.string().meta({ description: "What is wrong there, for people." }),
  })
  .meta({ id: "ProblemPlace" });
export type ProblemPlace = z.infer<typeof ProblemPlace>;

export const Problem = z
  .strictObject({
    type: z.string().meta({
      description: "Name of the kind of problem; it stays.",
      example: "urn:timonerie:problem:invalid-request",
    }),
    title: z.string().meta({ description: "The kind of problem, for people." }),
    status: z.int().meta({ description: "The HTTP status again.", example: 400 }),
    detail: z.string().meta({ description: "What happened this time, for people." }),
    instance: z.string().meta({ description: "The address that was asked.", example: "/api/v1/projects" }),
    errors: z.array(ProblemPlace).min(1).meta({ description: "What it is about." }),
  })
  .meta({ id: "Problem", description: "A refusal or a failure (RFC 9457)." });

export function problemType(name: ProblemName): string {
  return `urn:timonerie:problem:${name}`;
}
