import type { ServerResponse } from "node:http";

import { isHttps } from "../settings.server.ts";
import { PROBLEMS, type ProblemName, type ProblemPlace, problemType } from "./problem.ts";

/** What an operation answers. `text` is JSON already, as bytes where points are in it: they are written by hand. */
export interface ApiAnswer {
  readonly status: number;
  readonly text?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiProblem {
  readonly problem: ProblemName;
  readonly detail: string;
  readonly errors: readonly ProblemPlace[];
  readonly headers?: Readonly<Record<string, string>>;
}

export function ok(body: object): ApiAnswer {
  return { status: 200, text: JSON.stringify(body) };
}

export function problem(
  name: ProblemName,
  detail: string,
  place: Omit<ProblemPlace, "detail"> | readonly ProblemPlace[],
  headers?: Readonly<Record<string, string>>,
): ApiProblem {
  const errors = Array.isArray(place) ? (place as readonly ProblemPlace[]) : [{ ...place, detail }];
  return { problem: name, detail, errors, headers };
}

/** Absent, foreign and beyond the token are one answer: nobody learns from it what exists. */
export function absent(parameter: string): ApiProblem {
  return problem("not-found", "It does not exist, or this token does not reach it.", { parameter });
}

export function isProblem(value: object): value is ApiProblem {
  return "problem" in value;
}

/** Written in one go, without Express: nothing that a page needs is of use here. `path` is the address that was asked. */
export function send(response: ServerResponse, answer: ApiAnswer | ApiProblem, path: string): void {
  const isRefusal = isProblem(answer);
  const status = isRefusal ? PROBLEMS[answer.problem].status : answer.status;
  const text = isRefusal ? problemText(answer, path) : answer.text;
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  response.writeHead(status, {
    ...(bytes ? { "content-type": isRefusal ? "application/problem+json" : "application/json" } : {}),
    ...(status === 204 ? {} : { "content-length": bytes?.length ?? 0 }),
    ...SECURITY,
    ...(isHttps() ? { "strict-transport-security": "max-age=31536000" } : {}),
    ...answer.headers,
  });
  response.end(bytes);
}

/** For browsers that are led here: nothing of it runs, is framed, is guessed at or is kept. */
const SECURITY = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

function problemText({ problem: name, detail, errors }: ApiProblem, path: string): string {
  const { status, title } = PROBLEMS[name];
  return JSON.stringify({ type: problemType(name), title, status, detail, instance: path, errors });
}
