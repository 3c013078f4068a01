/** The name under which the store was opened before; the importers move one by one. */
export { openMetricStore } from "./metric-store.server.ts";
