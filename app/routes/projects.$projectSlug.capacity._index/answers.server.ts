import { z } from "zod";

import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { version, wholeNumber } from "#app/http/form-fields.ts";
import { problemsOf } from "#app/http/problems.ts";
import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { lastWholeDay } from "#domain/capacity/daily.ts";
import { forecastMany } from "#domain/capacity/forecaster.server.ts";
import { hoursFrom } from "#domain/capacity/hours.server.ts";
import { makeForecasts } from "#domain/capacity/nightly.server.ts";
import { STANCES } from "#domain/capacity/remaining.ts";
import { changeCapacitySettings, MOST_LEAD_DAYS } from "#domain/capacity/settings-commands.server.ts";
import { metricStore } from "#domain/metrics/store.server.ts";

interface Asked {
  readonly project: { readonly id: number };
  readonly actor: Actor;
}

type Answer = { done: string } | { refused: ReturnType<typeof refuseForm> };

/** The page's forms by their intent; all of them are staff's. */
export const FORMS: ReadonlyMap<string, (asked: Asked, form: FormData) => Promise<Answer>> = new Map([
  ["settings", settings],
  ["recalculate", recalculate],
]);

const SettingsForm = z.object({
  stance: z.enum(STANCES, "admin:problems.choose"),
  leadDays: wholeNumber(0, MOST_LEAD_DAYS),
  countsPairs: z
    .literal("yes")
    .optional()
    .transform((ticked) => ticked === "yes"),
  version,
});

async function settings({ project, actor }: Asked, form: FormData): Promise<Answer> {
  const typed = SettingsForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const changed = await changeCapacitySettings(database(), project.id, actor, typed.data);
  return "refused" in changed ? { refused: refuseCommand(form, changed) } : { done: "capacitySettings" };
}

/** What is kept of a day stays: only what has no forecast yet gets one. */
async function recalculate({ project }: Asked): Promise<Answer> {
  const now = new Date();
  const asked = { forecaster: forecastMany, madeOn: lastWholeDay(now.getTime()), now };
  const made = await makeForecasts(database(), hoursFrom(metricStore()), project.id, asked);
  return { done: made > 0 ? "forecastsMade" : "forecastsThere" };
}
