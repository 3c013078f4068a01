import type { Answer } from "./transport.ts";

/** What the retry contract of collector/protocol/push.ts says about an answer. */
export type Verdict =
  | { readonly kind: "stored"; readonly intervalSeconds: number; readonly refused: readonly unknown[] }
  | { readonly kind: "final"; readonly why: string }
  | { readonly kind: "halve"; readonly why: string }
  | { readonly kind: "declare" }
  | { readonly kind: "later"; readonly afterMs: number; readonly why: string };

/** Trouble with the token is for people to mend. */
const TOKEN_RETRY_MS = 300_000;
const FIRST_RETRY_MS = 1_000;
/** With the spread of chance at most half a minute: a collector that comes back calls a machine silent after a whole one. */
const LONGEST_RETRY_MS = 20_000;
/** A proxy that asks for more than an hour is not believed. */
const LONGEST_ASKED_MS = 3_600_000;

/**
 * Judges an answer, or the error that stood for one. `failures` is how many came before it in a row, `random` from 0 to 1
 * spreads agents that all lost their collector at the same moment.
 */
export function verdictOf(
  answer: Answer | Error,
  { failures, random, now }: { failures: number; random: number; now: number },
): Verdict {
  const backoff = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures, 10)) * (0.5 + random);
  if (answer instanceof Error) return { kind: "later", afterMs: backoff, why: answer.message };

  const why = `status ${answer.status}${messageOf(answer.body)}`;
  switch (answer.status) {
    case 200: {
      const accepted = acceptedOf(answer.body);
      // A captive portal and a proxy's own page answer 200 as well: without the collector's words nothing is stored.
      return accepted
        ? { kind: "stored", ...accepted }
        : { kind: "later", afterMs: backoff, why: "200 from a stranger" };
    }
    case 400:
    case 422:
      return { kind: "final", why };
    case 413:
      return { kind: "halve", why };
    case 409:
      return { kind: "declare" };
    case 401:
    case 403:
      return { kind: "later", afterMs: TOKEN_RETRY_MS, why };
    default:
      return { kind: "later", afterMs: Math.max(backoff, askedMs(answer.retryAfter, now) * (1 + random / 10)), why };
  }
}

/** `Retry-After` in milliseconds: seconds or a date; 0 when absent or unreadable. */
export function askedMs(retryAfter: string | undefined, now: number): number {
  if (retryAfter === undefined) return 0;
  const isSeconds = /^\s*-?\d+\s*$/.test(retryAfter);
  const asked = isSeconds ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now;
  return Number.isFinite(asked) ? Math.min(Math.max(0, asked), LONGEST_ASKED_MS) : 0;
}

function acceptedOf(body: string): { intervalSeconds: number; refused: readonly unknown[] } | undefined {
  const { accepted, interval_seconds: interval, refused } = objectOf(body);
  if (typeof accepted !== "number" || typeof interval !== "number" || !(interval > 0)) return undefined;
  return { intervalSeconds: Math.min(Math.max(1, interval), 3_600), refused: Array.isArray(refused) ? refused : [] };
}

function messageOf(body: string): string {
  const { error, message } = objectOf(body);
  return typeof error === "string" ? ` ${error}${typeof message === "string" ? `: ${message.slice(0, 200)}` : ""}` : "";
}

function objectOf(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
