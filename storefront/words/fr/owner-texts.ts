/** All texts of the owner's pages, which are in French only: words/fr.ts has those that are in Spanish too. */
export { owner } from "./owner.ts";
export { ownerCentres } from "./owner-centres.ts";
export { ownerOrders } from "./owner-orders.ts";
export { ownerStock } from "./owner-stock.ts";
export { ownerWorkflow } from "./owner-workflow.ts";
