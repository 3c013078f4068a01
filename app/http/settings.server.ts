import { isLoopback } from "./address.ts";

/** Base of every link in a mail, and the origin that browsers must name on a write. */
export function publicUrl(): URL {
  return new URL(process.env.TIMONERIE_URL ?? `http://localhost:${listeningPort()}`);
}

export function listeningPort(): number {
  return Number(process.env.TIMONERIE_PORT ?? 3000);
}

export function listeningHost(): string {
  return process.env.TIMONERIE_HOST ?? "127.0.0.1";
}

export function dataDirectory(): string {
  return process.env.TIMONERIE_DATA ?? ".data";
}

/** How often one token may ask the public API, in the long run. */
export function apiRequestsPerSecond(): number {
  return Number(process.env.TIMONERIE_API_REQUESTS_PER_SECOND ?? 50);
}

export function isHttps(): boolean {
  return publicUrl().protocol === "https:";
}

/** The public origin; on this machine also its twins, because localhost and 127.0.0.1 are two origins to a browser. */
export function trustedOrigins(): string[] {
  const url = publicUrl();
  if (!isLoopback(url.hostname)) return [url.origin];
  return ["localhost", "127.0.0.1"].map((host) => {
    const twin = new URL(url);
    twin.hostname = host;
    return twin.origin;
  });
}

/**
 * Demo logins have a password that stands in the README. They work only while nobody but this machine can reach
 * the server: it listens on loopback, is addressed by a loopback name, and its links point there.
 */
export function demoLoginsAllowed(addressedHost: string | null): boolean {
  if (process.env.TIMONERIE_DEMO === "expose") return true;
  const addressed = addressedHost === null || isLoopback(hostnameOf(addressedHost));
  return addressed && isLoopback(listeningHost()) && isLoopback(publicUrl().hostname);
}

/** The password of the demo logins where it is the README's; one that the operator has chosen is not told. */
export function wellKnownDemoPassword(): string | null {
  return process.env.TIMONERIE_DEMO_PASSWORD ? null : "timonerie-demo";
}

function hostnameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host;
}
