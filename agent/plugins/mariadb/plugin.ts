import { execFile } from "node:child_process";
import { existsSync } from "node:fs";

import { Rates } from "../../host/rates.ts";
import { type Sensor, series, type Values } from "../../host/sensor.ts";
import { type DatabaseReading, parseReading } from "./parse.ts";

/** How often the server is asked how much it was asked: a client is a process of some milliseconds. */
const STATUS_MS = 30_000;
/** The catalogue of a server with many tables is slow to read, and sizes change slowly. */
const SIZES_MS = 600_000;
/** Before the agent itself stops waiting. */
const ANSWER_MS = 3_500;
const MOST_DATABASES = 100;
const CLIENTS = ["/usr/bin/mariadb", "/usr/bin/mysql", "/usr/local/bin/mariadb", "/usr/local/bin/mysql"];

const STATUS = "SHOW GLOBAL STATUS WHERE Variable_name IN ('Questions', 'Uptime');";
// The first comment is read by MariaDB alone and the second by MySQL alone: both give up after three seconds.
const SIZES = `/*M!100101 SET STATEMENT max_statement_time = 3 FOR */ SELECT /*+ MAX_EXECUTION_TIME(3000) */ 'size', TABLE_SCHEMA,
  COALESCE(SUM(DATA_LENGTH + INDEX_LENGTH), 0) AS bytes FROM information_schema.TABLES
  WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys')
  GROUP BY TABLE_SCHEMA ORDER BY bytes DESC LIMIT ${MOST_DATABASES};`;

/** Runs the database's own client with some statements; its output. */
export type Ask = (statements: string) => Promise<string>;

/**
 * Sizes and queries of the MariaDB or MySQL that a defaults file leads to (`[client]` with user, password or socket). Without
 * the file there is nothing to measure; while the server does not answer, the plugin fails and no old value is sent.
 */
export function mariadbSensor(defaultsFile: string, ask: Ask = clientWith(defaultsFile)): Sensor {
  let rates = new Rates();
  let uptime = 0;
  let askedAt = Number.NEGATIVE_INFINITY;
  let sizesAt = Number.NEGATIVE_INFINITY;
  let sizes: DatabaseReading["sizes"] = [];
  let answer: Values | Error = new Map();

  async function read(monotonicMs: number): Promise<Values> {
    const withSizes = monotonicMs - sizesAt >= SIZES_MS;
    const output = await ask(withSizes ? STATUS + SIZES : STATUS);
    const reading = parseReading(output, { withSizes });
    if (reading.questions === undefined) throw new Error("the server did not tell its status");
    if ((reading.uptimeSeconds ?? 0) < uptime) rates = new Rates();
    uptime = reading.uptimeSeconds ?? 0;
    if (reading.sizes) {
      sizes = reading.sizes;
      sizesAt = monotonicMs;
    }
    rates.begin(monotonicMs);
    const values: Values = new Map([["database_queries_per_second", rates.perSecond("questions", reading.questions)]]);
    for (const { database, bytes } of sizes ?? []) values.set(series("database_size_bytes", database), bytes);
    return values;
  }

  return {
    name: "mariadb",
    read(monotonicMs) {
      const isDue = monotonicMs - askedAt >= STATUS_MS;
      if (!isDue) {
        if (answer instanceof Error) throw answer;
        return answer;
      }
      if (!existsSync(defaultsFile)) return new Map();
      askedAt = monotonicMs;
      return read(monotonicMs).then(
        (values) => {
          answer = values;
          return values;
        },
        (error: Error) => {
          answer = error;
          throw error;
        },
      );
    },
  };
}

/** The client gets its password from the file, and from nowhere that other users of the machine see. */
function clientWith(defaultsFile: string): Ask {
  return (statements) => {
    const client = CLIENTS.find((path) => existsSync(path));
    if (!client) return Promise.reject(new Error("neither mariadb nor mysql is installed here"));
    // --defaults-file must come first.
    const args = [`--defaults-file=${defaultsFile}`, "--batch", "--skip-column-names", "--connect-timeout=2"];
    const options = { timeout: ANSWER_MS, killSignal: "SIGKILL", maxBuffer: 1_000_000 } as const;
    return new Promise((resolve, reject) => {
      execFile(client, [...args, "--execute", statements], options, (error, output, complaint) => {
        if (error)
          reject(new Error(error.killed ? "the client did not answer in time" : firstLine(complaint) || error.message));
        else resolve(output);
      });
    });
  };
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0] ?? "";
}
