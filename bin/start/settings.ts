import { resolve } from "node:path";

import { StartRefused } from "#db/start-refused.ts";

export type DemoMode = "on" | "off" | "large";

/** The settings of the README's table, checked and with their defaults. */
export interface Settings {
  /** Where the sources, build/ and db/migrations are. */
  readonly root: string;
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly collectorPort: number;
  readonly shopPort: number;
  readonly demo: DemoMode;
  readonly demoPassword: string;
  /** Base of links, without a slash at its end. */
  readonly url: string;
  /** What agents are told. */
  readonly collectorUrl: string;
  /** Undefined for the embedded MariaDB. */
  readonly databaseUrl: string | undefined;
}

/** Throws StartRefused with the name of the setting that is wrong. */
export function readSettings(root: string, env: NodeJS.ProcessEnv): Settings {
  const port = readPort(env, "TIMONERIE_PORT", 3000);
  const collectorPort = readPort(env, "TIMONERIE_COLLECTOR_PORT", 4000);
  const shopPort = readPort(env, "TIMONERIE_SHOP_PORT", 5000);
  refuseShared({ TIMONERIE_PORT: port, TIMONERIE_COLLECTOR_PORT: collectorPort, TIMONERIE_SHOP_PORT: shopPort });
  return {
    root,
    data: resolve(env.TIMONERIE_DATA || `${root}/.data`),
    host: env.TIMONERIE_HOST || "127.0.0.1",
    port,
    collectorPort,
    shopPort,
    demo: readDemo(env.TIMONERIE_DEMO),
    demoPassword: env.TIMONERIE_DEMO_PASSWORD || "timonerie-demo",
    url: readUrl(env, "TIMONERIE_URL", `http://localhost:${port}`),
    collectorUrl: readUrl(env, "TIMONERIE_COLLECTOR_URL", `http://127.0.0.1:${collectorPort}`),
    databaseUrl: env.DATABASE_URL || undefined,
  };
}

function readPort(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = env[name];
  if (!text) return otherwise;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StartRefused(`${name} is ${text}: a port is a whole number from 1 to 65535.`);
}

function refuseShared(ports: Readonly<Record<string, number>>): void {
  const names = Object.keys(ports);
  for (const [index, name] of names.entries()) {
    const other = names.slice(0, index).find((earlier) => ports[earlier] === ports[name]);
    if (other) throw new StartRefused(`${other} and ${name} are both ${ports[name]}: each program needs its own.`);
  }
}

function readUrl(env: NodeJS.ProcessEnv, name: string, otherwise: string): string {
  const text = env[name] || otherwise;
  if (URL.canParse(text) && /^https?:/.test(text)) return text.replace(/\/+$/, "");
  throw new StartRefused(`${name} is ${text}: it must be an address like https://extranet.example.com`);
}

/** `expose` is `on` for us; the extranet reads it for itself, to accept demo logins on any address. */
function readDemo(text: string | undefined): DemoMode {
  if (!text || text === "on" || text === "expose") return "on";
  if (text === "off" || text === "large") return text;
  throw new StartRefused(`TIMONERIE_DEMO is ${text}: it may be on, off, large or expose.`);
}
