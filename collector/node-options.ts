/**
 * How the collector's Node is started. A request lives until its commit, longer than most garbage: with room for
 * thousands of them V8 copies few. It is a limit: how much is taken depends on how much arrives.
 */
export const COLLECTOR_NODE_OPTIONS: readonly string[] = ["--max-semi-space-size=64"];
