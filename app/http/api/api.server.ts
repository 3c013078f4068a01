import type { IncomingMessage, ServerResponse } from "node:http";

import { sql } from "drizzle-orm";

import { database, databaseTrouble } from "#db/client.server.ts";
import { type Bearer, isAllowedToBearer, isVisibleToBearer } from "#domain/api-tokens/bearers.server.ts";
import type { ProjectScope } from "#domain/identity/scope.ts";

import { callerOf, type TrustedProxies } from "../address.ts";
import { type ApiAnswer, type ApiProblem, absent, isProblem, problem, send } from "./answer.ts";
import { readJson } from "./body.ts";
import { queryRecord, refusalOf } from "./forms.ts";
import { Gate, scopeRefusal } from "./gate.server.ts";
import type { Operation } from "./operation.ts";
import { API_PATH, OPERATIONS } from "./operations.server.ts";
import { allowed, Router } from "./router.ts";

/** A request as Node has it, or as Express mounts it, which cuts its address. */
export type ApiRequest = IncomingMessage & { readonly originalUrl?: string };

/** The public API, for what stands below API_PATH. It asks nothing of Express, which costs more than most answers. */
export function publicApi(
  operations: readonly Operation[] = OPERATIONS,
  isTrusted: TrustedProxies = () => false,
): (request: ApiRequest, response: ServerResponse) => void {
  const router = new Router(operations);
  const gate = new Gate();
  return (request, response) => {
    const [path = "", search = ""] = splitUrl(request.originalUrl ?? request.url ?? "");
    answerTo({ router, gate, isTrusted }, request, path.slice(API_PATH.length), search)
      .catch(faultOf)
      .then((answer) => {
        if (answer && !response.destroyed) send(response, answer, shownPath(path));
        else response.destroy();
      });
  };
}

interface Answering {
  readonly router: Router;
  readonly gate: Gate;
  readonly isTrusted: TrustedProxies;
}

/** Null when the sender went away. */
async function answerTo(
  { router, gate, isTrusted }: Answering,
  request: IncomingMessage,
  path: string,
  search: string,
): Promise<ApiAnswer | ApiProblem | null> {
  const matched = router.match(path);
  if (!matched) return problem("not-found", "There is nothing at this address.", { parameter: "path" });
  const operation = matched.operations.get(request.method === "HEAD" ? "GET" : (request.method ?? ""));
  if (!operation) {
    const allow = allowed(matched);
    return problem("method-not-allowed", `This address knows ${allow}.`, { parameter: "method" }, { allow });
  }

  const now = new Date();
  const address = callerOf(request, isTrusted);
  const { params } = matched;
  const slug = operation.action && params.slug;
  const entered = await gate.enter({ headers: request.headers, address, slug }, now);
  if (isProblem(entered)) return entered;
  const { bearer, project } = entered;
  const outOfScope = scopeRefusal(bearer, operation);
  if (outOfScope) return outOfScope;

  const forms = await formsOf(operation, request, search);
  if (forms === null || isProblem(forms)) return forms;
  const refused = rightRefusal(bearer, operation, project);
  if (refused) return refused;

  const actor = { id: bearer.userId, name: bearer.userName, address };
  return gate.within(bearer, () => operation.handle({ ...forms, bearer, actor, params, project, now }));
}

/** A foreign project is absent; one that is seen may still refuse. */
function rightRefusal(bearer: Bearer, { action }: Operation, project: ProjectScope | undefined): ApiProblem | null {
  if (action === undefined) return null;
  const subject = project && ({ kind: "project", clientId: project.clientId, projectId: project.id } as const);
  if (!subject || !isVisibleToBearer(bearer, subject)) return absent("slug");
  if (isAllowedToBearer(bearer, action, subject)) return null;
  return problem("forbidden", "The role of this token's user does not allow it.", { parameter: "slug" });
}

/** What the operation's schemas make of the request. What it reads no schema for is not looked at, but for the query. */
async function formsOf(operation: Operation, request: IncomingMessage, search: string) {
  const given = queryRecord(search, operation.query);
  const [unknown] = operation.query ? [] : Object.keys(given);
  if (unknown !== undefined) {
    return problem("invalid-request", "There is no such parameter.", { parameter: unknown.slice(0, 100) });
  }
  const query = operation.query?.safeParse(given);
  if (query?.error) return refusalOf(query.error, "query");
  const headers = operation.headers?.safeParse(request.headers);
  if (headers?.error) return refusalOf(headers.error, "header");
  if (!operation.body) return { query: query?.data, headers: headers?.data, body: undefined };

  const read = await readJson(request);
  if (read === null || isProblem(read)) return read;
  const body = operation.body.safeParse(read.json);
  if (body.error) return refusalOf(body.error, "body");
  return { query: query?.data, headers: headers?.data, body: body.data };
}

async function faultOf(error: unknown): Promise<ApiProblem> {
  const trouble = await databaseTrouble(() => database().execute(sql`select 1`));
  if (trouble) return problem("unavailable", `Ask again: ${trouble}.`, { parameter: "path" }, { "retry-after": "5" });
  console.error(error);
  return problem("fault", "It was noted in our log.", { parameter: "path" });
}

function splitUrl(url: string): [string, string] {
  const mark = url.indexOf("?");
  return mark < 0 ? [url, ""] : [url.slice(0, mark), url.slice(mark + 1)];
}

/** As a URI reference: what no URI may hold is encoded, and what is too long to be of use is cut. */
function shownPath(path: string): string {
  return path.slice(0, 300).replace(/[^\w\-.~!$&'()*+,;=:@%/]/g, (letter) => encodeURIComponent(letter));
}
