import { hostname } from "node:os";
import type { EnrolBody, Enrolled } from "#collector/protocol/push.ts";
import { collectorUrl } from "./collector-url.ts";
import { type AgentOptions, saveConfig } from "./config.ts";
import { transportTo } from "./transport.ts";

/** Exchanges the one-time enrolment token for the machine's own, and keeps that one. */
export async function enrol({
  dataDirectory,
  url,
  token,
}: AgentOptions): Promise<{ machine: string } | { refused: string }> {
  if (!url || !token) return { refused: "enrol needs --url and --token, as the extranet showed them" };
  const address = collectorUrl(url);
  if ("refused" in address) return address;

  const transport = transportTo(address.url);
  try {
    const body: EnrolBody = { enrolment_token: token, hostname: hostname() };
    const answer = await transport.post("/v1/enrol", body);
    const enrolled = answer.status === 200 ? enrolledOf(answer.body) : undefined;
    if (!enrolled) return { refused: `the collector refused the enrolment: ${reasonOf(answer.status, answer.body)}` };

    saveConfig({ dataDirectory, url: address.url, token: enrolled.token, intervalSeconds: enrolled.interval_seconds });
    return { machine: enrolled.machine };
  } catch (error) {
    return { refused: `no enrolment at ${address.url.origin}: ${error instanceof Error ? error.message : error}` };
  } finally {
    transport.close();
  }
}

function enrolledOf(body: string): Enrolled | undefined {
  try {
    const { token, machine, interval_seconds } = JSON.parse(body);
    // A line break in it would be a header of its own in every push.
    if (typeof token !== "string" || !/^[\x21-\x7e]{8,512}$/.test(token) || typeof machine !== "string")
      return undefined;
    return { token, machine, interval_seconds: Number(interval_seconds) };
  } catch {
    return undefined;
  }
}

function reasonOf(status: number, body: string): string {
  try {
    const { error, message } = JSON.parse(body);
    return `${message ?? error ?? `status ${status}`}`;
  } catch {
    return `status ${status}`;
  }
}
