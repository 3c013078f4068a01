import type { z } from "zod";

import type { Bearer } from "#domain/api-tokens/bearers.server.ts";
import type { ApiScope } from "#domain/api-tokens/token.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import type { Action } from "#domain/identity/permissions.ts";
import type { ProjectScope } from "#domain/identity/scope.ts";

import type { ApiAnswer, ApiProblem } from "./answer.ts";

/** What an operation is told once token, scope, right and form were looked at. */
export interface Asked<Query, Body, Headers> {
  readonly bearer: Bearer;
  readonly actor: Actor;
  readonly query: Query;
  readonly body: Body;
  readonly headers: Headers;
  /** Decoded parameters of the path; `slug` is the project's. */
  readonly params: Readonly<Record<string, string>>;
  readonly now: Date;
}

export type AskedOfProject<Query, Body, Headers> = Asked<Query, Body, Headers> & { readonly project: ProjectScope };

type Answering<Given> = (asked: Given) => Promise<ApiAnswer | ApiProblem>;

interface Described {
  /** Its name in the document: camelCase, and it stays. */
  readonly id: string;
  readonly method: "GET" | "POST" | "DELETE";
  /** Below /api/v1, as OpenAPI writes it: "/projects/{slug}". */
  readonly path: string;
  readonly tag: "projects" | "machines" | "metrics" | "capacity" | "events" | "tickets";
  readonly summary: string;
  readonly description?: string;
  /** The token must have been made for it. */
  readonly scope: ApiScope;
  readonly answers: readonly {
    readonly status: 200 | 201 | 204;
    readonly description: string;
    readonly schema?: z.ZodType;
    readonly example?: unknown;
    /** Names of its headers, with what they say. */
    readonly headers?: Readonly<Record<string, string>>;
  }[];
  /** Why it may refuse what it understood, for people; left out where it never does. */
  readonly refuses?: string;
}

interface Forms<Query extends z.ZodObject, Body extends z.ZodType, Headers extends z.ZodObject> {
  /** Strict: a parameter that is not known is refused. */
  readonly query?: Query;
  /** JSON. */
  readonly body?: Body;
  /** Only those that the operation reads; in lower case. */
  readonly headers?: Headers;
}

/** An operation with its types forgotten: what the router, the document and the tests walk. */
export interface Operation extends Described, Forms<z.ZodObject, z.ZodType, z.ZodObject> {
  /** Undefined where the path names no project. */
  readonly action?: Action;
  handle(
    asked: Asked<unknown, unknown, unknown> & { readonly project?: ProjectScope },
  ): Promise<ApiAnswer | ApiProblem>;
}

/** An operation on a project; `action` is the right that the token's user needs there. */
export function onProject<Query extends z.ZodObject, Body extends z.ZodType, Headers extends z.ZodObject>(
  operation: Described &
    Forms<Query, Body, Headers> & {
      readonly action: Action;
      readonly handle: Answering<AskedOfProject<z.output<Query>, z.output<Body>, z.output<Headers>>>;
    },
): Operation {
  return operation as unknown as Operation;
}

/** An operation that names no project: it answers out of what the bearer sees. */
export function onPlatform<Query extends z.ZodObject>(
  operation: Described &
    Forms<Query, z.ZodType, z.ZodObject> & { readonly handle: Answering<Asked<z.output<Query>, unknown, unknown>> },
): Operation {
  return operation as unknown as Operation;
}
