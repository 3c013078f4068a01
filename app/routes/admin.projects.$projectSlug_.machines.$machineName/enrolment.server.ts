/** What is typed on the machine: one line that fetches the agent and enrols it, or the second alone where it is there. */
export function enrolmentCommands(token: string): { install: string; enrol: string } {
  const collector = collectorUrl();
  return {
    install: `curl -fsS ${collector}/agent/install.sh | sh -s -- --token ${token}`,
    enrol: `timonerie agent enrol --url ${collector} --token ${token}`,
  };
}

/** Where agents find the collector: what staff configured, else this machine, for the demo. */
function collectorUrl(): string {
  const configured = process.env.TIMONERIE_COLLECTOR_URL;
  const url = new URL(configured ?? `http://localhost:${process.env.TIMONERIE_COLLECTOR_PORT ?? 4000}`);
  return url.href.replace(/\/$/, "");
}
