import type { Operation } from "./operation.ts";
import { getEvent, listEvents, recordEvent, withdrawEvent } from "./operations/events.server.ts";
import { listForecasts } from "./operations/forecasts.server.ts";
import { getMachine, listMachines } from "./operations/machines.server.ts";
import { listSeries, queryLatest, queryRange, queryTop } from "./operations/metrics.server.ts";
import { getProject, listProjects } from "./operations/projects.server.ts";
import { getTicket, listTickets, openTicket, replyToTicket } from "./operations/tickets.server.ts";

export const API_PATH = "/api/v1";

/** The whole public API: the router answers these, the document describes these, the tests walk these. */
export const OPERATIONS: readonly Operation[] = [
  listProjects,
  getProject,
  listMachines,
  getMachine,
  listSeries,
  queryRange,
  queryLatest,
  queryTop,
  listForecasts,
  listEvents,
  recordEvent,
  getEvent,
  withdrawEvent,
  listTickets,
  openTicket,
  getTicket,
  replyToTicket,
];
