/**
 * Who may call an address of the collector: everybody, a source by its own token, whoever holds the key in the address, or the
 * extranet by the secret. Without the key there is nothing at such an address.
 */
export type CollectorDoor = "open" | "source" | "key" | "extranet";

export interface CollectorExpectation {
  readonly door: CollectorDoor;
  /** A body as its rightful caller would send it; `sourceId` stands for an own, a foreign or an absent one. */
  readonly body?: (sourceId: number) => unknown;
}

/** One line an address; an address of the collector without a line fails tests/tenancy.test.ts. */
export const COLLECTOR_EXPECTATIONS: Readonly<Record<string, CollectorExpectation>> = {
  "/healthz": { door: "open" },
  "/metrics": { door: "open" },
  "/v1/push": { door: "source", body: (sourceId) => ({ sourceId, source_id: sourceId, schema: "", snapshots: [] }) },
  "/api/v1/write": { door: "source", body: (sourceId) => ({ sourceId }) },
  "/v1/metrics": { door: "source", body: (sourceId) => ({ sourceId, resourceMetrics: [] }) },
  "/v1/inventory": { door: "source", body: (sourceId) => ({ sourceId, at: Date.now(), inventory: {} }) },
  "/v1/checks": { door: "source" },
  "/v1/check-runs": { door: "source", body: (sourceId) => ({ sourceId, runs: [] }) },
  "/v1/backups": { door: "source", body: (sourceId) => ({ sourceId, told: [] }) },
  "/b/": { door: "key", body: (sourceId) => ({ sourceId }) },
  // Whoever holds an enrolment token; a wrong one opens nothing, whatever it names.
  "/v1/enrol": {
    door: "source",
    body: (sourceId) => ({ enrolment_token: String(sourceId).padStart(43, "x"), hostname: "web-1" }),
  },
  "/agent/install.sh": { door: "open" },
  "/agent/timonerie-agent.cjs": { door: "open" },
  "/agent/agent-inventory.cjs": { door: "open" },
  "/internal/feed": { door: "extranet" },
  "/internal/watch": { door: "extranet", body: (sourceId) => ({ sourceId }) },
};
