/** Where agents and scripts find the collector: what staff configured, else this machine, for the demo. Without a "/" at its end. */
export function collectorAddress(): string {
  const configured = process.env.TIMONERIE_COLLECTOR_URL;
  const url = new URL(configured ?? `http://localhost:${process.env.TIMONERIE_COLLECTOR_PORT ?? 4000}`);
  return url.href.replace(/\/$/, "");
}
