import { eq } from "drizzle-orm";
import { type Response, Router } from "express";

import { orders } from "../../db/schema/orders.ts";
import { answer } from "../../http/answer.ts";
import { assetRoutes } from "../../http/assets.ts";
import { sendNotFound } from "../../http/failures.tsx";
import { parseOrderNumber } from "../../orders/number.ts";
import type { Shop } from "../../shop.ts";
import { ownerWorkflow as words } from "../../words/fr/owner-workflow.ts";
import { diagramSource } from "../../workflow/engine.ts";
import { correctAndRetry, retryOrders, stuckCount, stuckOrders } from "../../workflow/incidents.ts";
import { allAsked, wholeNumberAsked } from "../asked.ts";
import { diagramAssets } from "../assets.ts";
import { sendOwnerPage } from "../page.tsx";
import { OWNER_PATHS, ownerPath } from "../paths.ts";
import { IncidentsPage, type IncidentsPageProps } from "./incidents-page.tsx";
import { standings } from "./standing.ts";
import { typedIn, variablesOf, wrongFields } from "./variables-form.ts";
import { WorkflowPage } from "./workflow-page.tsx";

const MOST_AT_ONCE = 200;

export function workflowRoutes({ db }: Shop): Router {
  const viewer = diagramAssets();
  const router = Router();
  router.use(assetRoutes([viewer?.script, viewer?.style]));
  router.get(
    OWNER_PATHS.workflow,
    answer(async (_request, response) => {
      const head = { title: words.title, section: "workflow" } as const;
      const drawn = viewer && { styles: [viewer.style.path], script: viewer.script.path };
      sendOwnerPage(response, { ...head, ...drawn }, <WorkflowPage steps={await standings(db)} />);
    }),
  );
  router.get(OWNER_PATHS.diagram, (_request, response) => {
    response.type("application/xml").set("cache-control", "no-store").send(diagramSource());
  });

  const sendIncidents = async (
    response: Response,
    { status = 200, ...more }: Pick<IncidentsPageProps, "done" | "trouble" | "typed"> & { status?: number },
  ) => {
    const [stuck, total] = await Promise.all([stuckOrders(db, MOST_AT_ONCE), stuckCount(db)]);
    response.locals.stuck = total;
    const page = <IncidentsPage stuck={stuck} total={total} {...more} />;
    sendOwnerPage(response, { title: words.incidents, section: "incidents", status }, page);
  };
  router.get(
    OWNER_PATHS.incidents,
    answer(async ({ query }, response) => {
      const [retried, left] = [wholeNumberAsked(query.repris), wholeNumberAsked(query.restees)];
      const said = [retried && words.retried(retried), left && words.notRetried(left)].filter(Boolean).join(" ");
      await sendIncidents(response, { done: said || undefined });
    }),
  );
  router.post(
    OWNER_PATHS.incidents,
    answer(async (request, response) => {
      const ids = allAsked(request.body.order)
        .map(wholeNumberAsked)
        .filter((id) => id !== undefined);
      if (ids.length === 0) return sendIncidents(response, { status: 422, trouble: words.refused.noneTicked });
      const repris = await retryOrders(db, ids);
      response.redirect(303, ownerPath("incidents", "", { repris, restees: ids.length - repris }));
    }),
  );
  router.post(
    OWNER_PATHS.incident,
    answer(async (request, response) => {
      const number = parseOrderNumber(request.params.number ?? "") ?? "";
      const [order] = await db.select({ id: orders.id }).from(orders).where(eq(orders.number, number));
      if (!order) return sendNotFound(request, response);
      const variables = typedIn(request.body);
      const version = wholeNumberAsked(request.body.version) ?? -1;
      const done = await correctAndRetry(db, order.id, version, variablesOf(variables));
      if ("retried" in done) return response.redirect(303, ownerPath("incidents", "", { repris: 1 }));
      if (done.refused !== "invalid") {
        return sendIncidents(response, { status: 409, trouble: words.refused[done.refused] });
      }
      const trouble = words.refused.invalid(wrongFields(variables));
      await sendIncidents(response, { status: 422, trouble, typed: { number, variables } });
    }),
  );
  return router;
}
