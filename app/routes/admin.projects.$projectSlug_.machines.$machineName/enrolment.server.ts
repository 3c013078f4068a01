import { collectorAddress } from "#app/http/collector-address.server.ts";

/** What is typed on the machine: one line that fetches the agent and enrols it, or the second alone where it is there. */
export function enrolmentCommands(token: string): { install: string; enrol: string } {
  const collector = collectorAddress();
  return {
    install: `curl -fsS ${collector}/agent/install.sh | sh -s -- --token ${token}`,
    enrol: `timonerie agent enrol --url ${collector} --token ${token}`,
  };
}
