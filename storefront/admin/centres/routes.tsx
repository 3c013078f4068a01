import { eq } from "drizzle-orm";
import { Router } from "express";

import { centres } from "../../db/schema/centres.ts";
import { answer } from "../../http/answer.ts";
import { sendNotFound } from "../../http/failures.tsx";
import type { Shop } from "../../shop.ts";
import { ownerCentres as words } from "../../words/fr/owner-centres.ts";
import { weekdayText } from "../../words/instants.ts";
import { textAsked } from "../asked.ts";
import { sendOwnerPage } from "../page.tsx";
import { OWNER_PATHS, ownerPath } from "../paths.ts";
import { CentrePage } from "./centre-page.tsx";
import { centreFilterOf, foundCentres } from "./list.ts";
import { CentreListPage } from "./list-page.tsx";
import { type CentreRefusal, setCentre, type TypedCentre } from "./settings.ts";

export function centreRoutes({ db }: Shop): Router {
  const centreOf = async (slug = "") => (await db.select().from(centres).where(eq(centres.slug, slug)))[0];
  const router = Router();
  router.get(
    OWNER_PATHS.centres,
    answer(async (request, response) => {
      const filter = centreFilterOf(request.query);
      const page = <CentreListPage filter={filter} found={await foundCentres(db, filter)} />;
      sendOwnerPage(response, { title: words.title, section: "centres" }, page);
    }),
  );
  router.get(
    OWNER_PATHS.centre,
    answer(async (request, response) => {
      const centre = await centreOf(request.params.slug);
      if (!centre) return sendNotFound(request, response);
      const page = <CentrePage centre={centre} hasChanged={request.query.fait === "1"} />;
      sendOwnerPage(response, { title: centre.name, section: "centres" }, page);
    }),
  );
  router.post(
    OWNER_PATHS.centre,
    answer(async (request, response) => {
      const centre = await centreOf(request.params.slug);
      if (!centre) return sendNotFound(request, response);
      const typed = typedIn(request.body);
      const done = await setCentre(db, centre.id, typed);
      if ("changed" in done) return response.redirect(303, ownerPath("centre", centre.slug, { fait: 1 }));
      // Somebody else's settings are shown as they are now; otherwise what was typed stays.
      const isConflict = done.refused === "changedMeanwhile";
      const kept = isConflict ? {} : { typed };
      const page = <CentrePage centre={centre} {...kept} trouble={sentenceOf(done)} />;
      sendOwnerPage(response, { title: centre.name, section: "centres", status: isConflict ? 409 : 422 }, page);
    }),
  );
  return router;
}

function typedIn(body: Readonly<Record<string, unknown>>): TypedCentre {
  return {
    capacity: textAsked(body.capacity, 12),
    fitting: textAsked(body.fitting, 12),
    hours: Array.from({ length: 7 }, (_day, index) => textAsked(body[`hours${index + 1}`], 60)),
    hidden: body.hidden === "1",
    seen: textAsked(body.seen, 16),
  };
}

function sentenceOf(refusal: CentreRefusal): string {
  if (refusal.refused === "hours") return words.refused.hours(weekdayText(refusal.weekday, "fr"));
  return words.refused[refusal.refused];
}
