import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

import remixOptions from "./remix.config.js";

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), !process.env.VITEST && remix(remixOptions)],
  build: {
    target: "es2022",
    // The Express server is the entry of the server build, so that database pool, sessions and live feed exist once.
    ...(isSsrBuild ? { rollupOptions: { input: "app/server.ts" } } : {}),
  },
  esbuild: { target: "es2022" },
  optimizeDeps: { esbuildOptions: { target: "es2022" } },
  server: { host: "127.0.0.1" },
}));
