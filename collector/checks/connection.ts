import { connect, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { connect as connectTls, type TLSSocket } from "node:tls";

import { type AddressRule, type CheckedDestination, checkedDestination, type Destination } from "./address.ts";
import { endedByAddress, LookEnded, within } from "./result.ts";

/** Adds up how long each phase took, over all hops, in milliseconds with one decimal. */
export class Stopwatch {
  readonly timings: Record<string, number> = {};

  async time<T>(phase: string, run: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await run();
    } finally {
      const taken = (this.timings[phase] ?? 0) + performance.now() - began;
      this.timings[phase] = Math.round(taken * 10) / 10;
    }
  }
}

/** The destination, resolved once and checked. Throws LookEnded for one that is refused. */
export async function resolveChecked(
  to: Destination,
  rule: AddressRule,
  watch: Stopwatch,
  signal: AbortSignal,
): Promise<CheckedDestination> {
  const late = new LookEnded("blind", "resolverSilent");
  const checked = await watch.time("dns", () => within(signal, checkedDestination(to, rule), late));
  if ("refused" in checked) throw endedByAddress(checked.refused);
  return checked;
}

/** Connects to the address that was checked. Aborted by the look's own time-out. */
export function openSocket({ address, port }: CheckedDestination, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host: address, port });
  return opened(socket, "connect", signal);
}

/** TLS over an open socket, verified against the name that was asked for. `ca` adds authorities, for tests and private shops. */
export async function secure(socket: Socket, host: string, signal: AbortSignal, ca?: string): Promise<TLSSocket> {
  const isName = !/^[\d.]+$|:/.test(host);
  const secured = connectTls({ socket, host, servername: isName ? host : undefined, ALPNProtocols: ["http/1.1"], ca });
  return opened(secured, "secureConnect", signal);
}

function opened<T extends Socket>(socket: T, event: "connect" | "secureConnect", signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => socket.destroy(new LookEnded("failed", "timeout"));
    socket.once("error", reject);
    socket.once(event, () => {
      socket.off("error", reject);
      // Whoever reads from it next listens for its errors; between the two it must not end the program.
      socket.on("error", () => {});
      resolve(socket);
    });
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    socket.once("close", () => signal.removeEventListener("abort", abort));
  });
}
