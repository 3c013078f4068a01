import type { IncomingHttpHeaders } from "node:http";

import { database } from "#db/client.server.ts";
import { type Bearer, type BearerRefusal, Bearers, type Entered } from "#domain/api-tokens/bearers.server.ts";
import { RateLimit } from "#domain/identity/rates.ts";

import { apiRequestsPerSecond, demoLoginsAllowed } from "../settings.server.ts";
import { type ApiProblem, problem } from "./answer.ts";
import type { Operation } from "./operation.ts";

/** A token may save up this many seconds of its rate for a burst. */
const BURST_SECONDS = 20;
/** Answers that one token may wait for at the same time. */
const MOST_AT_ONCE = 16;

/** Who may come in, how often, and for what. Cookies are not looked at: there is nothing for another site to abuse. */
export class Gate {
  private readonly bearers = new Bearers();
  private readonly requests: RateLimit<number>;
  private readonly underWay = new Map<number, number>();

  constructor(perSecond = apiRequestsPerSecond()) {
    this.requests = new RateLimit(perSecond * BURST_SECONDS, perSecond);
  }

  /** The bearer of a request, counted against its rate, with the project of the slug, or why it is refused. */
  async enter(
    { headers, address, slug }: { headers: IncomingHttpHeaders; address: string; slug?: string | undefined },
    now: Date,
  ): Promise<Entered | ApiProblem> {
    const { authorization, host } = headers;
    const asked = { authorization, address, mayDemo: demoLoginsAllowed(host ?? null), slug };
    const entered = await this.bearers.bearerOf(database(), asked, now);
    if ("refused" in entered) return refusalOf(entered);

    const waitSeconds = this.requests.take(entered.bearer.tokenId, now.getTime());
    return waitSeconds > 0 ? tooMany("This token asks too often.", waitSeconds) : entered;
  }

  /** Runs one answer of a token, unless too many of it are under way. */
  async within<T>({ tokenId }: Bearer, work: () => Promise<T>): Promise<T | ApiProblem> {
    const before = this.underWay.get(tokenId) ?? 0;
    if (before >= MOST_AT_ONCE) return tooMany(`This token waits for ${MOST_AT_ONCE} answers already.`, 1);
    this.underWay.set(tokenId, before + 1);
    try {
      return await work();
    } finally {
      const left = (this.underWay.get(tokenId) ?? 1) - 1;
      if (left > 0) this.underWay.set(tokenId, left);
      else this.underWay.delete(tokenId);
    }
  }
}

/** The refusal of a token that was made for other things, or null. */
export function scopeRefusal({ scopes }: Bearer, { scope }: Operation): ApiProblem | null {
  if (scopes.includes(scope)) return null;
  const challenge = { "www-authenticate": `Bearer realm="timonerie", error="insufficient_scope", scope="${scope}"` };
  return problem("insufficient-scope", `The token needs the scope ${scope}.`, AUTHORIZATION, challenge);
}

const AUTHORIZATION = { parameter: "Authorization" };

const SENTENCES = {
  missing: "Send a token of yours: Authorization: Bearer tim_…",
  unknown: "This token is not known.",
  expired: "This token has expired. Make another one on your account's page.",
  revoked: "This token was revoked.",
  closed: "The account of this token is closed.",
} as const;

function refusalOf(refusal: BearerRefusal): ApiProblem {
  if (refusal.refused === "tooManyWrong") {
    return tooMany("Too many wrong tokens came from this address.", refusal.retryAfterSeconds);
  }
  // Without a token there is no error to name (RFC 6750, 3.1).
  const error = refusal.refused === "missing" ? "" : ', error="invalid_token"';
  const challenge = { "www-authenticate": `Bearer realm="timonerie"${error}` };
  return problem("unauthorized", SENTENCES[refusal.refused], AUTHORIZATION, challenge);
}

function tooMany(detail: string, waitSeconds: number): ApiProblem {
  return problem("too-many-requests", detail, AUTHORIZATION, { "retry-after": String(Math.ceil(waitSeconds)) });
}
