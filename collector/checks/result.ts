import type { Evidence, RunOutcome, Timings } from "#domain/checks/check.ts";

import type { AddressRefusal } from "./address.ts";

/** What one look gave; the probe adds when it began and how long it took. */
export interface Look {
  readonly outcome: RunOutcome;
  readonly reason: string | null;
  readonly timings: Timings;
  readonly evidence: Evidence;
}

/** Ends a look early, with the outcome that it has then. */
export class LookEnded extends Error {
  constructor(
    readonly outcome: "failed" | "blind",
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** A name that does not exist is the shop's affair; an address that we may not reach, or a resolver that is silent, is ours. */
export function endedByAddress(refused: AddressRefusal): LookEnded {
  return new LookEnded(refused === "nameUnknown" ? "failed" : "blind", refused);
}

/** Waits for what cannot be aborted itself, such as a resolver, until the look's time is over. */
export function within<T>(signal: AbortSignal, promise: Promise<T>, late: LookEnded): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(late);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** What this machine itself lacks: network, sockets, memory. */
const OURS = new Set(["ENETUNREACH", "ENETDOWN", "EADDRNOTAVAIL", "EMFILE", "ENFILE", "ENOMEM", "ENOBUFS", "EACCES"]);

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connectionRefused",
  ECONNRESET: "connectionReset",
  EPIPE: "connectionReset",
  EHOSTUNREACH: "hostUnreachable",
  ETIMEDOUT: "timeout",
  CERT_HAS_EXPIRED: "certificateExpired",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificateName",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificateUntrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "certificateUntrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificateUntrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificateUntrusted",
};

/** The end that an error of the network means; after the time-out whatever broke off then. */
export function endedByError(error: unknown, signal: AbortSignal): LookEnded {
  if (error instanceof LookEnded) return error;
  if (signal.aborted) return new LookEnded("failed", "timeout");
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (OURS.has(code)) return new LookEnded("blind", code);
  return new LookEnded("failed", REASONS[code] ?? (code.startsWith("HPE_") ? "malformedAnswer" : "connectionFailed"));
}
