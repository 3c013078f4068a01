import type { TcpTarget } from "#domain/checks/check.ts";

import { type AddressRule, hostDestination } from "./address.ts";
import { openSocket, resolveChecked, Stopwatch } from "./connection.ts";
import { endedByAddress, endedByError, type Look } from "./result.ts";

/** Opens a connection and closes it again. Never throws; `signal` ends it as a time-out. */
export async function tcpCheck(target: TcpTarget, rule: AddressRule, signal: AbortSignal): Promise<Look> {
  const watch = new Stopwatch();
  try {
    const typed = hostDestination(target.host, target.port);
    if ("refused" in typed) throw endedByAddress(typed.refused);
    const checked = await resolveChecked(typed.to, rule, watch, signal);
    const socket = await watch.time("connect", () => openSocket(checked, signal));
    socket.destroy();
    const isSlow = (watch.timings.connect ?? 0) > target.slowMs;
    const evidence = { address: checked.address };
    return { outcome: isSlow ? "slow" : "ok", reason: isSlow ? "slow" : null, timings: watch.timings, evidence };
  } catch (error) {
    const { outcome, reason } = endedByError(error, signal);
    return { outcome, reason, timings: watch.timings, evidence: {} };
  }
}
