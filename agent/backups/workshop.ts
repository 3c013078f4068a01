import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getuid } from "node:process";
import type { Readable } from "node:stream";

export interface ToolRun {
  readonly program: string;
  /** Never a secret: whoever is on the machine can read them. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** A file that the tool reads as its descriptor 3: a passphrase. */
  readonly secretFile?: string;
  readonly input?: Readable;
  /** Exit codes that are no failure of the tool. */
  readonly accepted?: readonly number[];
  /** Takes the lines of its output one by one, where they may be many. */
  readonly onLine?: (line: string) => void;
  /** For tools that take long by nature. */
  readonly mayTakeMs?: number;
}

export interface ToolResult {
  readonly code: number;
  readonly output: string;
  /** What it said besides, its last part. */
  readonly said: string;
}

/** Another process works on the repository: to be tried again, and no proof of anything. */
export class Busy extends Error {}

const MAX_OUTPUT = 32_000_000;
const MAX_SAID = 100_000;
/** Where Debian and people install programs; the agent's own PATH may be anything. */
const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Where plugins run their tools: within bounds of time and output, with an environment of their own. */
export class Workshop {
  /** Of each user who runs them: what root writes the agent could not write to. */
  readonly cacheDirectory: string;

  readonly now: () => number;
  readonly #signal: AbortSignal | undefined;

  /** `dataDirectory` holds the tools' caches. `until` in epoch milliseconds ends everything, as `signal` does. */
  constructor(
    dataDirectory: string,
    private readonly until: number,
    { now = Date.now, signal }: { readonly now?: () => number; readonly signal?: AbortSignal } = {},
  ) {
    this.now = now;
    this.#signal = signal;
    this.cacheDirectory = join(dataDirectory, `cache-${getuid?.() ?? 0}`);
  }

  /** Runs a tool to its end. Throws a sentence when it fails, takes too long or prints too much. */
  run(tool: ToolRun): Promise<ToolResult> {
    const { program, args, cwd, secretFile, input, accepted = [0], onLine } = tool;
    const allowed = Math.min(tool.mayTakeMs ?? 120_000, this.until - this.now());
    if (this.#signal?.aborted) return Promise.reject(new Error("it was stopped"));
    if (allowed <= 0) return Promise.reject(new Error(`no time is left for ${program}`));
    const secret = secretFile === undefined ? undefined : openSync(secretFile, "r");
    return new Promise<ToolResult>((resolve, reject) => {
      const stdio = [input ? "pipe" : "ignore", "pipe", "pipe", secret ?? "ignore"] as const;
      const child = spawn(program, [...args], {
        cwd,
        env: this.#environment(tool) as NodeJS.ProcessEnv,
        stdio: [...stdio],
      });
      const end = (why: string) => {
        problem ??= why;
        child.kill("SIGKILL");
      };
      const timer = setTimeout(() => end(`took longer than ${Math.round(allowed / 1_000)} s`), allowed);
      const stop = () => end("was stopped");
      this.#signal?.addEventListener("abort", stop);
      let problem: string | undefined;
      let output = "";
      let said = "";
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (onLine) output = linesOf(output, onLine);
        if (output.length > MAX_OUTPUT) end("printed too much");
      });
      child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        said = (said + text).slice(-MAX_SAID);
      });
      if (input && child.stdin) {
        // A tool that ends before it has read everything says why by itself.
        child.stdin.on("error", () => input.destroy());
        input.on("error", (error) => end(error.message)).pipe(child.stdin);
      }
      child.on("error", (error) => {
        clearTimeout(timer);
        const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
        reject(new Error(isMissing ? `${program} is not installed` : `${program}: ${error.message}`));
      });
      child.on("close", (code, signal) => {
        clearTimeout(timer);
        this.#signal?.removeEventListener("abort", stop);
        if (problem) reject(new Error(`${program} ${problem}`));
        else if (code !== null && accepted.includes(code)) resolve({ code, output, said });
        else reject(new Error(`${program} ended with ${code ?? signal}: ${lastLines(said || output)}`));
      });
    }).finally(() => secret !== undefined && closeSync(secret));
  }

  #environment({ env = {} }: ToolRun): Record<string, string | undefined> {
    return { PATH, LC_ALL: "C.UTF-8", TZ: process.env.TZ, HOME: this.cacheDirectory, ...env };
  }
}

/** Lines of NAME=value; others, and comments, are left out. */
export function environmentOf(file: string | undefined): Record<string, string> {
  if (file === undefined) return {};
  const lines = readFileSync(file, "utf8").matchAll(
    /^\s*(?:export\s+)?([A-Za-z_]\w*)=(?:"([^"\n]*)"|'([^'\n]*)'|(.*))$/gm,
  );
  return Object.fromEntries([...lines].map(([, name = "", one, other, plain]) => [name, one ?? other ?? plain ?? ""]));
}

function linesOf(text: string, onLine: (line: string) => void): string {
  const lines = text.split("\n");
  const rest = lines.pop() ?? "";
  for (const line of lines) onLine(line);
  return rest;
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-3).join(" ").slice(-300);
}
