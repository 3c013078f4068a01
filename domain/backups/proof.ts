/** What proves that a backup can be read, and that it came back: a proof gets old. Pure. */

export interface Proof {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly state: "succeeded" | "failed";
}

/** `never`: nobody tried. `stale`: the last good one is too old. `failed`: the last try did not succeed. */
export type ProofState = "proven" | "stale" | "failed" | "never";

const DAY_MS = 86_400_000;

/** How a proof stands at `now`, from the newest of its kind; `days` is how long one counts. */
export function proofState(newest: Proof | null, days: number, now: number): ProofState {
  if (!newest) return "never";
  if (newest.state === "failed") return "failed";
  return now - newest.at > days * DAY_MS ? "stale" : "proven";
}

/** From when on a good proof counts no more. */
export function staleFrom({ at }: Pick<Proof, "at">, days: number): number {
  return at + days * DAY_MS;
}

export interface KeptCheck {
  readonly jobId: number;
  readonly at: number;
  readonly state: "succeeded" | "failed";
  readonly method: string;
  readonly durationMs: number | null;
}

export interface KeptRestore {
  readonly id: number;
  readonly jobId: number;
  readonly at: number;
  readonly state: "succeeded" | "failed";
  readonly durationMs: number;
  readonly pointAt: number | null;
  readonly bytes: number | null;
  readonly files: number | null;
  readonly authorId: string | null;
  readonly authorName: string;
  readonly evidence: string;
  readonly file: { readonly publicId: string; readonly name: string; readonly sizeBytes: number } | null;
}
