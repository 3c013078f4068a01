import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

import remixOptions from "./remix.config.js";

/**
 * Makes the Express server the entry of the server build, so that database pool, sessions and live feed exist once.
 * A plugin after Remix's, because Remix's own sets the entry to its bare build and would win over the options below.
 */
const serverEntry: Plugin = {
  name: "timonerie:server-entry",
  config: (_config, { isSsrBuild }) =>
    isSsrBuild ? { build: { rollupOptions: { input: "app/server.ts" } } } : undefined,
};

export default defineConfig({
  plugins: [tailwindcss(), ...(process.env.VITEST ? [] : [remix(remixOptions), serverEntry])],
  build: { target: "es2022" },
  esbuild: { target: "es2022" },
  optimizeDeps: { esbuildOptions: { target: "es2022" } },
  server: { host: "127.0.0.1" },
});
