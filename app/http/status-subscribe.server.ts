import { z } from "zod";
import { database } from "#db/client.server.ts";
import { RateLimit } from "#domain/identity/rates.ts";
import { STATUS_LOCALES, type StatusLocale } from "#domain/status/page.ts";
import { askToSubscribe } from "#domain/status/subscriptions.server.ts";

import { addressOf } from "./address.ts";
import { email } from "./form-fields.ts";
import type { PublicStatus } from "./public-status.server.ts";
import { publicUrl } from "./settings.server.ts";

/** Each request sends a mail to an address that anybody may type. */
const perAddress = new RateLimit<string>(5, 1 / 60);
const perPage = new RateLimit<number>(60, 1 / 2);

/** A known address takes a few milliseconds less than an unknown one; nobody is to measure which is which. */
const SAME_TIME_MS = 300;

const SubscribeForm = z.object({
  email,
  locale: z.enum(STATUS_LOCALES).catch("fr" satisfies StatusLocale),
});

export interface SubscribeAnswer {
  readonly status: 200 | 400 | 429;
  /** Locale key; null where a mail is on its way, or one went a moment ago. */
  readonly problem: string | null;
}

/** Asks the owner of the typed address by mail. The answer is the same whether the address is known or not. */
export async function subscribeToStatus(
  request: Request,
  { project, page }: PublicStatus,
  now = new Date(),
): Promise<SubscribeAnswer & { typed: string }> {
  const fields = Object.fromEntries(await request.formData());
  const typed = typeof fields.email === "string" ? fields.email : "";
  const form = SubscribeForm.safeParse(fields);
  if (!form.success) return { status: 400, problem: "status:subscribe.badAddress", typed };
  const wait = perAddress.take(addressOf(request), now.getTime()) || perPage.take(page.id, now.getTime());
  if (wait > 0) return { status: 429, problem: "status:subscribe.tooOften", typed };
  const where = { slug: project.slug, base: publicUrl() };
  await Promise.all([
    askToSubscribe(database(), page, { address: form.data.email, locale: form.data.locale }, where, now),
    new Promise((resolve) => setTimeout(resolve, SAME_TIME_MS)),
  ]);
  return { status: 200, problem: null, typed: "" };
}
