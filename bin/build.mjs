import "./node-version.mjs";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { preflight, ROOT } from "./preflight.mjs";

/** What a build is made of; a change in one of these makes a new one. */
const SOURCES = [
  "agent",
  "app",
  "bin",
  "collector",
  "db",
  "domain",
  "public",
  "reports",
  "storefront",
  "package-lock.json",
  "remix.config.js",
  "tsconfig.json",
  "vite.config.ts",
];

/** The agent's two bundles run alone on a machine that has nothing but Node; the others run here, beside node_modules. */
const BUNDLES = [
  { entry: "agent/main.ts", output: "agent.cjs", alone: true },
  { entry: "agent/inventory.ts", output: "agent-inventory.cjs", alone: true },
  { entry: "agent/simulate/main.ts", output: "simulate.js" },
  { entry: "collector/main.ts", output: "collector.js" },
  { entry: "domain/clocks/feed-worker.mjs", output: "feed-worker.mjs" },
  // A thread of the collector's and of the extranet's.
  { entry: "domain/capacity/forecast/worker.server.ts", output: "forecast-worker.js" },
  { entry: "collector/checks/main.ts", output: "probe.js" },
  { entry: "collector/mail/main.ts", output: "mail.js" },
  // Beside mail.js, which starts it as a thread by this name.
  { entry: "domain/mail/parse-worker.mjs", output: "parse-worker.mjs" },
  { entry: "bin/timonerie.ts", output: "timonerie.js" },
  { entry: "bin/past-reports.ts", output: "past-reports.js" },
  { entry: "storefront/main.ts", output: "shop.js" },
  { entry: "storefront/shoppers/main.ts", output: "shoppers.js" },
];

/** What the shop's browsers load, each with the style sheet that it imports beside it. */
const SCRIPTS = [{ entry: "storefront/browser/diagram.ts", output: "shop-diagram.js" }];

const LOCK_WAIT_MS = 180_000;

/** Builds every program into build/, unless the sources are those of the last build. */
export async function build() {
  const directory = join(ROOT, "build");
  const stampFile = join(directory, ".stamp");
  const isFresh = (stamp) => existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
  const stamp = stampOfSources();
  if (isFresh(stamp)) return;

  const release = await takeLock(`${directory}.lock`);
  try {
    if (isFresh(stamp)) return;
    rmSync(stampFile, { force: true });
    console.log("Building …");
    const started = Date.now();
    buildExtranet();
    await bundle(directory);
    await bundleScripts(directory);
    writeFileSync(stampFile, stamp);
    console.log(`Built in ${((Date.now() - started) / 1_000).toFixed(1)} s`);
  } finally {
    release();
  }
}

function stampOfSources() {
  const hash = createHash("sha256").update(process.versions.node);
  for (const source of SOURCES.filter((path) => existsSync(join(ROOT, path)))) {
    const path = join(ROOT, source);
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
          .sort()
      : [path];
    for (const file of files) hash.update(`\0${file.slice(ROOT.length)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function buildExtranet() {
  const ran = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/@remix-run/dev/dist/cli.js"), "vite:build", "--logLevel", "warn"],
    {
      cwd: ROOT,
      // vite.config.ts leaves Remix's plugin out under vitest: a test that asks for a build must not inherit that.
      env: { ...process.env, VITEST: "", NODE_ENV: "production" },
      encoding: "utf8",
    },
  );
  if (ran.status === 0) return;
  process.stderr.write(ran.stdout + ran.stderr);
  throw new Error("The extranet did not build (see above).");
}

async function bundle(directory) {
  const esbuild = await import("esbuild");
  mkdirSync(directory, { recursive: true });
  for (const { entry, output, alone } of BUNDLES) {
    await esbuild.build({
      absWorkingDir: ROOT,
      entryPoints: [join(ROOT, entry)],
      outfile: join(directory, output),
      bundle: true,
      platform: "node",
      target: "node20",
      format: alone ? "cjs" : "esm",
      packages: alone ? "bundle" : "external",
      sourcemap: !alone && "linked",
      logLevel: "warning",
    });
  }
  // Its service would live as long as the supervisor.
  await esbuild.stop();
}

/** Makes the scripts that the shop's browsers load. */
export async function bundleScripts(directory = join(ROOT, "build")) {
  const esbuild = await import("esbuild");
  for (const { entry, output } of SCRIPTS) {
    await esbuild.build({
      absWorkingDir: ROOT,
      entryPoints: [join(ROOT, entry)],
      outfile: join(directory, output),
      bundle: true,
      platform: "browser",
      target: "es2022",
      format: "esm",
      minify: true,
      logLevel: "warning",
    });
  }
  await esbuild.stop();
}

/** Two tests or two starts may want a build at the same time. The lock of a killed build is taken over. */
async function takeLock(lock) {
  const deadline = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (!holderLives(lock)) rmSync(lock, { force: true });
      else if (Date.now() > deadline) throw new Error(`Another build has held ${lock} for three minutes.`);
      else await new Promise((wake) => setTimeout(wake, 200));
    }
  }
}

function holderLives(lock) {
  try {
    process.kill(Number(readFileSync(lock, "utf8")), 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  preflight({ database: false });
  await build().catch(endWithMessage);
}

export function endWithMessage(error) {
  console.error(error.message);
  process.exit(1);
}
