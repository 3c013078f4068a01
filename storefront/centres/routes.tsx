import { Router } from "express";

import { answer } from "../http/answer.ts";
import { sendNotFound } from "../http/failures.tsx";
import { pageContext, sendPage } from "../http/page.tsx";
import { hasTestSecret } from "../http/test-secret.ts";
import { countryOf } from "../money/vat.ts";
import { bothPaths } from "../paths.ts";
import type { Shop } from "../shop.ts";
import { firstFreeSlots } from "./appointments.ts";
import { CentrePage } from "./centre.tsx";
import { Centres } from "./centres.tsx";
import { centreBySlug, directoryReader } from "./directory.ts";
import { distanceKm } from "./distance.ts";
import { centreQueryOf, searchCentres } from "./search.ts";

const OTHERS = 3;

/** Fitting centres: the search with its list and map, and each centre's own page. */
export function centreRoutes({ db, settings }: Shop): Router {
  const directory = directoryReader(db);
  const router = Router();
  router.get(
    bothPaths("centres"),
    answer(async (request, response) => {
      const { language, words } = pageContext(request);
      const now = new Date();
      const [all, query] = [await directory(), centreQueryOf(request.query)];
      const found = searchCentres(all, query, countryOf(language));
      const slots = await firstFreeSlots(
        db,
        found.listed.map(({ centre }) => centre),
        now,
      );
      const title = found.place ? words.centres.titleNear(found.place.name) : words.centres.title;
      const page = <Centres {...{ all, query, found, slots, title, now, language }} words={words.centres} />;
      sendPage(request, response, { title, description: words.centres.description }, page);
    }),
  );
  router.get(
    bothPaths("centre"),
    answer(async (request, response) => {
      const { language, words } = pageContext(request);
      const now = new Date();
      const seesHidden = hasTestSecret(request, settings.testSecret);
      const centre = await centreBySlug(db, request.params.slug ?? "", { seesHidden });
      if (!centre) {
        sendNotFound(request, response);
        return;
      }
      const others = centre.hidden
        ? []
        : (await directory())
            .filter(({ id }) => id !== centre.id)
            .map((other) => ({ centre: other, km: distanceKm(centre, other) }))
            .sort((one, other) => one.km - other.km)
            .slice(0, OTHERS);
      const slot = (await firstFreeSlots(db, [centre], now)).get(centre.id);
      const page = <CentrePage {...{ centre, others, slot, now, language }} words={words.centres} />;
      sendPage(request, response, { title: centre.name, isPrivate: centre.hidden }, page);
    }),
  );
  return router;
}
