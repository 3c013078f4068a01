import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface CollectorSettings {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** What the extranet says to be let in: the file `internal.secret` of the data directory. */
  readonly internalSecret: string;
  /** What agents are told to speak to. */
  readonly publicUrl: string;
  /** Address of the proxy whose headers are believed. */
  readonly trustedProxy?: string;
  /** Where the agent's bundles lie. */
  readonly agentDirectory: string;
  /** A planted fault, for the tests that must find it. */
  readonly fault?: "ack-early";
  /** Seals this often besides its time, for the tests that kill a collector in the middle of it. */
  readonly sealEveryMs?: number;
}

/** Reads the environment; throws a sentence that says which setting is missing. */
export function collectorSettings(env: NodeJS.ProcessEnv): CollectorSettings {
  const host = env.TIMONERIE_HOST || "127.0.0.1";
  const port = Number(env.TIMONERIE_COLLECTOR_PORT || 4000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`TIMONERIE_COLLECTOR_PORT is ${env.TIMONERIE_COLLECTOR_PORT}, which is not a port.`);
  }
  if (!env.DATABASE_URL) throw new Error("DATABASE_URL is not set: start the programs by npm start.");
  return {
    databaseUrl: env.DATABASE_URL,
    host,
    port,
    internalSecret: readSecret(env.TIMONERIE_DATA || ".data"),
    publicUrl: (env.TIMONERIE_COLLECTOR_URL || `http://${host}:${port}`).replace(/\/+$/, ""),
    trustedProxy: env.TIMONERIE_TRUSTED_PROXY || undefined,
    agentDirectory: bundleDirectory(),
    fault: env.NODE_ENV === "test" && env.TIMONERIE_FAULT === "ack-early" ? "ack-early" : undefined,
    sealEveryMs: env.NODE_ENV === "test" ? Number(env.TIMONERIE_SEAL_EVERY_MS) || undefined : undefined,
  };
}

function readSecret(dataDirectory: string): string {
  const path = join(dataDirectory, "internal.secret");
  const secret = existsSync(path) ? readFileSync(path, "utf8").trim() : "";
  if (!/^[0-9a-f]{32,}$/.test(secret)) throw new Error(`${path} holds no secret: start the programs by npm start.`);
  return secret;
}

/** The collector is bundled beside the agent; from its source, the build is one step up. */
function bundleDirectory(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return existsSync(join(here, "agent.cjs")) ? here : join(here, "../build");
}
