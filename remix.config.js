/**
 * Options of Remix's Vite plugin. They live here, and not in vite.config.ts, because the owner of the product
 * asked for a remix.config.js at the top level; vite.config.ts imports this file.
 *
 * All v3 flags are on but single fetch: its turbo-stream 2 has a known hole (CVE-2026-34077). Actions and loaders
 * answer with json(…, status), never data(). So the move to React Router 7 stays a codemod.
 *
 * @type {import("@remix-run/dev").VitePluginConfig}
 */
export default {
  appDirectory: "app",
  buildDirectory: "build",
  serverBuildFile: "extranet.js",
  serverModuleFormat: "esm",
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: true,
    v3_relativeSplatPath: true,
    v3_routeConfig: true,
    v3_singleFetch: false,
    v3_throwAbortReason: true,
  },
};
