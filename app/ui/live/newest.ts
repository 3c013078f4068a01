import type { StreamSample } from "#domain/machines/live.ts";

import type { Live } from "./use-live.ts";

/** The sample heard last; of one machine where its name is given. */
export function newestOf(live: Live, machine?: string): StreamSample | undefined {
  let newest: StreamSample | undefined;
  for (const sample of live.latest.values()) {
    if (machine && sample.machine !== machine) continue;
    if (!newest || sample.receivedAt > newest.receivedAt) newest = sample;
  }
  return newest;
}
