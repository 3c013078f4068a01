import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";
import { collectorUrl } from "./collector-url.ts";

/** What one enrolment settles, kept in the data directory. */
export interface AgentConfig {
  readonly dataDirectory: string;
  readonly url: URL;
  readonly token: string;
  readonly intervalSeconds: number;
}

const DEFAULT_DATA_DIRECTORY = "/var/lib/timonerie-agent";

export interface AgentOptions {
  readonly dataDirectory: string;
  readonly url?: string;
  readonly token?: string;
}

/** Options before environment before the data directory's own settings. Throws on an unknown option. */
export function optionsOf(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): AgentOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: "string" }, url: { type: "string" }, token: { type: "string" } },
  });
  return {
    dataDirectory: values.data ?? environment.TIMONERIE_AGENT_DATA ?? DEFAULT_DATA_DIRECTORY,
    url: values.url ?? environment.TIMONERIE_COLLECTOR_URL,
    token: values.token,
  };
}

/** The settings to run with, or in one line why there are none. */
export function readConfig({ dataDirectory, url }: AgentOptions): AgentConfig | { refused: string } {
  const saved = readSettings(dataDirectory);
  const address = url ?? saved.url;
  const token = readTextFile(join(dataDirectory, "token"))?.trim();
  if (!token || !address) {
    return { refused: `not enrolled yet (${dataDirectory}): run "enrol --url https://… --token …" first` };
  }
  const parsed = collectorUrl(address);
  if ("refused" in parsed) return parsed;
  return { dataDirectory, url: parsed.url, token, intervalSeconds: saved.intervalSeconds ?? IDLE_INTERVAL_SECONDS };
}

/** Writes the token readable to its owner only. A crash in between leaves the settings of before. */
export function saveConfig({ dataDirectory, url, token, intervalSeconds }: AgentConfig): void {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  replaceFile(join(dataDirectory, "token"), `${token}\n`);
  replaceFile(join(dataDirectory, "agent.json"), `${JSON.stringify({ url: url.href, intervalSeconds }, null, 2)}\n`);
}

function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  // The mode above holds for a new file only; one that is left from a crash keeps its own.
  chmodSync(`${path}.new`, 0o600);
  renameSync(`${path}.new`, path);
}

function readSettings(dataDirectory: string): { url?: string; intervalSeconds?: number } {
  try {
    const { url, intervalSeconds } = JSON.parse(readTextFile(join(dataDirectory, "agent.json")) ?? "{}");
    return {
      url: typeof url === "string" ? url : undefined,
      intervalSeconds: intervalSeconds >= 1 && intervalSeconds <= 3_600 ? intervalSeconds : undefined,
    };
  } catch {
    return {};
  }
}

function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
