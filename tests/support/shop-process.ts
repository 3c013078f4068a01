import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

import { freePort, startProgram, type TestProgram } from "#tests/support/program.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What checks show to the process. */
export const SHOP_TEST_SECRET = "what-the-checks-are-told";

/** The shop in a process of its own, bundled as users run it, always on the same port: what can be killed. */
export class ShopProcess {
  private program: TestProgram | undefined;

  private constructor(
    readonly url: string,
    private readonly script: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async prepare(databaseUrl: string, extra: Record<string, string> = {}): Promise<ShopProcess> {
    const port = await freePort();
    // Beside node_modules, where its packages are found.
    const script = join(ROOT, "build", `faults-shop-${process.pid}-${port}.js`);
    await build({
      absWorkingDir: ROOT,
      entryPoints: ["storefront/main.ts"],
      outfile: script,
      bundle: true,
      jsx: "automatic",
      platform: "node",
      target: "node20",
      format: "esm",
      packages: "external",
    });
    return new ShopProcess(`http://127.0.0.1:${port}`, script, {
      ...process.env,
      NODE_ENV: "production",
      SHOP_DATABASE_URL: databaseUrl,
      SHOP_PORT: String(port),
      SHOP_SECRET: "secret-of-the-shop-tests",
      SHOP_TEST_SECRET,
      ...extra,
    });
  }

  async start(): Promise<void> {
    this.program = await startProgram({ script: this.script, env: this.env, health: `${this.url}/healthz` });
  }

  async kill(): Promise<void> {
    await this.program?.kill();
  }

  /** Ends it, whatever its state, and leaves nothing behind. */
  async remove(): Promise<void> {
    await this.program?.stop();
    rmSync(this.script, { force: true });
  }
}
