import { exportOf } from "./otlp.ts";
import type { Reading } from "./reading.ts";

export interface Door {
  /** Where metrics are taken by OTLP/HTTP: `<url>/v1/metrics`. */
  readonly url: string;
  readonly token: string;
}

/** What became of a reading: kept, given up by the collector for good, or to be sent again. */
export type Pushed = "kept" | "refused" | "later";

const TIMEOUT_MS = 5_000;
/** Come back: too slow, too often. Every other 4xx says that the same request will never be taken. */
const AGAIN = new Set([408, 429]);

/** Sends one reading. Sending it again is harmless: the collector keeps one value a series and instant. */
export async function push({ url, token }: Door, reading: Reading): Promise<{ result: Pushed; because?: string }> {
  try {
    const answer = await fetch(new URL("v1/metrics", `${url.replace(/\/+$/, "")}/`), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(exportOf(reading)),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const said = (await answer.text()).slice(0, 300);
    if (answer.ok) return said.includes("partialSuccess") ? { result: "kept", because: said } : { result: "kept" };
    const isFinal = answer.status >= 400 && answer.status < 500 && !AGAIN.has(answer.status);
    return { result: isFinal ? "refused" : "later", because: `${answer.status} ${said}` };
  } catch (error) {
    const { message, cause } = error as Error;
    return { result: "later", because: cause instanceof Error ? cause.message : message };
  }
}
