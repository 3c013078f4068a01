import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from "zod-openapi";

import { publicUrl } from "../settings.server.ts";
import { BODY_EXAMPLES, EXAMPLES } from "./examples.ts";
import type { Operation } from "./operation.ts";
import { API_PATH, OPERATIONS } from "./operations.server.ts";
import { PROBLEMS, Problem, type ProblemName, problemType } from "./problem.ts";
import { eventId } from "./schemas/events.ts";
import { machineName, slug } from "./schemas/things.ts";
import { ticketNumber } from "./schemas/tickets.ts";

export const DOCUMENT_PATH = "/api/openapi.json";

const ABOUT = `What the pages of Timonerie show, for programs.

Send a token that you made on your account's page: \`Authorization: Bearer tim_…\`. It reaches what you reach at that moment, of
that the projects it was made for, and does what its scopes say. What it does not reach is absent: 404.

Instants are written in RFC 3339 with an offset, or as epoch milliseconds (12 or 13 digits); answers write RFC 3339 in UTC, and
epoch milliseconds in points. Lists come in pages: send \`next\` back as \`cursor\` until it is null. A parameter or field that
is not described here is refused.

Refusals are problems (RFC 9457). Go by \`type\`; \`errors\` says what it is about. After 429 and 503 wait as long as Retry-After says.`;

const TAGS = [
  { name: "projects", description: "What the token reaches." },
  { name: "machines", description: "The machines of a project." },
  { name: "metrics", description: "What machines measured." },
  { name: "capacity", description: "What is forecast from it." },
  { name: "events", description: "Marks on the time axis: deployments, campaigns, changes of prices." },
  { name: "tickets", description: "What the client asks and what staff answer." },
];

const PATH_PARAMETERS = { slug, machine: machineName, event: eventId, ticket: ticketNumber } as const;

/** The OpenAPI document, out of the schemas that validate. */
export function openApiDocument(operations: readonly Operation[] = OPERATIONS) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) {
    const place = paths[operation.path] ?? {};
    paths[operation.path] = { ...place, [operation.method.toLowerCase()]: described(operation) };
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Timonerie",
      version: "1",
      description: ABOUT,
      contact: { name: "Timonerie", url: publicUrl().origin },
    },
    servers: [{ url: publicUrl().origin + API_PATH }],
    security: [{ token: [] }],
    tags: TAGS,
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", description: "A token of yours: tim_…" } },
    },
  });
}

function described(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, description = `${summary}.`, path, query, headers, body, scope } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as keyof typeof PATH_PARAMETERS);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: `${description} Needs the scope \`${scope}\`.`,
    requestParams: {
      ...(names.length > 0
        ? { path: z.object(Object.fromEntries(names.map((name) => [name, PATH_PARAMETERS[name]]))) }
        : {}),
      ...(query ? { query } : {}),
      ...(headers ? { header: headers } : {}),
    },
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: body, example: BODY_EXAMPLES[id] } },
          },
        }
      : {}),
    responses: { ...answersOf(operation), ...refusalsOf(operation) },
  };
}

function answersOf({ id, answers }: Operation): ZodOpenApiResponsesObject {
  const entries = answers.map(({ status, description, schema, headers = {} }) => {
    const told = Object.entries(headers).map(([name, text]) => [
      name,
      { description: text, schema: { type: "string" } },
    ]);
    const content = schema && { "application/json": { schema, example: EXAMPLES[id] } };
    return [status, { description, headers: Object.fromEntries(told), ...(content ? { content } : {}) }];
  });
  return Object.fromEntries(entries);
}

/** The refusals that an operation may answer with, one a status. */
function refusalsOf(operation: Operation): ZodOpenApiResponsesObject {
  const names: ProblemName[] = ["invalid-request", "unauthorized", "insufficient-scope"];
  if (operation.path.includes("{")) names.push("not-found");
  if (operation.body) names.push("body-too-large", "unsupported-media-type");
  if (operation.refuses) names.push("refused");
  names.push("too-many-requests", "fault", "unavailable");
  return Object.fromEntries(names.map((name) => [PROBLEMS[name].status, refusal(name, operation)]));
}

function refusal(name: ProblemName, { path, refuses }: Operation) {
  const { status, title } = PROBLEMS[name];
  const detail = (name === "refused" ? refuses : undefined) ?? `${title}.`;
  const instance = API_PATH + path.replace("{slug}", "popgom").replace("{machine}", "web-1").replace("{event}", "12");
  const errors = [{ ...(PLACES[name] ?? { parameter: "path" }), detail }];
  const waits = status === 429 || status === 503;
  return {
    description: name === "insufficient-scope" ? "The token's scope or its user's role is too narrow." : detail,
    headers: {
      ...(waits ? { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" as const } } } : {}),
      ...(status === 401
        ? { "WWW-Authenticate": { description: "RFC 6750.", schema: { type: "string" as const } } }
        : {}),
    },
    content: {
      "application/problem+json": {
        schema: Problem,
        example: { type: problemType(name), title, status, detail, instance, errors },
      },
    },
  };
}

const PLACES: Partial<Record<ProblemName, object>> = {
  "invalid-request": { parameter: "limit" },
  unauthorized: { parameter: "Authorization" },
  "insufficient-scope": { parameter: "Authorization" },
  "not-found": { parameter: "slug" },
  "body-too-large": { pointer: "#" },
  "unsupported-media-type": { parameter: "Content-Type" },
  refused: { pointer: "#/until" },
  "too-many-requests": { parameter: "Authorization" },
};
