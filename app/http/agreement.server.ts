import { z } from "zod";

import { database } from "#db/client.server.ts";
import { RateLimit } from "#domain/identity/rates.ts";
import { candidatesOf } from "#domain/interventions/candidates.server.ts";
import type { Surroundings } from "#domain/interventions/detail.server.ts";
import { impactOf } from "#domain/interventions/impact.ts";
import { INTERVENTION_LIMITS } from "#domain/interventions/intervention.ts";
import {
  answerByLink,
  delegateByLink,
  type LinkedAgreement,
  linkedAgreement,
} from "#domain/interventions/linked-agreement.server.ts";

import { addressOf } from "./address.ts";
import { fieldsOf, intentOf, refuseForm } from "./form-answer.server.ts";
import { approverKey, keyOfApprover } from "./intervention-form.ts";
import { refuseIntervention } from "./interventions.server.ts";
import { problemsOf } from "./problems.ts";
import { forbidden, tooManyRequests } from "./refusals.ts";
import { signedInOrNull } from "./require.server.ts";

/** A mail's scanners look several times at once; guessing 256 bits is hopeless, and kept slow all the same. */
const looking = new RateLimit<string>(60, 1);
const answering = new RateLimit<string>(10, 1 / 6);

/** Nobody learns the address of this page from us, nothing keeps it, no engine lists it. */
export const PRIVATE_HEADERS = {
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "x-robots-tag": "noindex, nofollow",
} as const;

/** What a plan touches, to whom may not read it. */
export const NOTHING_READ: Surroundings = { machines: [], services: [], impact: impactOf([], [], []), conflicts: [] };

/** What the link shows. Looking is only reading, by whatever method and however often. */
export async function agreementOf(request: Request, secret: string | undefined): Promise<LinkedAgreement | undefined> {
  const wait = looking.take(addressOf(request), Date.now());
  if (wait > 0) throw tooManyRequests(wait);
  return linkedAgreement(database(), secret ?? "");
}

/** Whom the answer may be passed to: people of the same side who are not asked yet. */
export async function othersOf({ project, approver, detail }: LinkedAgreement) {
  const own = detail.approvers.find(({ id }) => id === approver.id);
  const people = await candidatesOf(database(), project);
  const isAsked = (one: (typeof people)[number]) =>
    detail.approvers.some(({ userId, contactId }) => userId === one.userId && contactId === one.contactId);
  return people
    .filter((one) => one.side === own?.side && !isAsked(one) && one.userId !== detail.row.requesterId)
    .map((one) => ({ key: keyOfApprover(one), name: one.name }));
}

const AnswerForm = z.object({
  name: z.string().trim().max(190).default(""),
  reason: z.string().max(INTERVENTION_LIMITS.reason, "admin:problems.tooLong").default(""),
});
const PassForm = z.object({ name: AnswerForm.shape.name, to: approverKey });

export type LinkDone = { readonly done: "agreed" | "refused" } | { readonly done: "delegated"; readonly name: string };

/** The named person's answer, by a POST and no other way. Who is signed in as somebody else answers nothing here. */
export async function answerAgreement(
  request: Request,
  secret: string | undefined,
): Promise<{ refused: ReturnType<typeof refuseForm> } | LinkDone | undefined> {
  const form = await request.formData();
  const signedIn = await signedInOrNull(request);
  // Who looks as somebody of the client writes nothing, here neither.
  if (signedIn?.seenAs) throw forbidden();
  if (answering.take(addressOf(request), Date.now()) > 0) return refused(form, { form: "interventions:link.tooOften" });
  const asked = await linkedAgreement(database(), secret ?? "");
  if (!asked) return undefined;
  if (signedIn && signedIn.user.id !== asked.approver.userId) {
    return refused(form, { form: "interventions:link.otherUser" });
  }
  const intent = intentOf(form);
  const typed = AnswerForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  if (!isSameName(typed.data.name, asked.approver.name)) return refused(form, { name: "interventions:link.wrongName" });
  if (intent === "delegate") return pass(form, secret ?? "", asked, addressOf(request));
  if (intent !== "agree" && intent !== "refuse") return refused(form, { form: "common:problems.custom" });
  const answer = intent === "agree" ? ("agreed" as const) : ("refused" as const);
  const given = { answer, reason: answer === "refused" ? typed.data.reason : "", address: addressOf(request) };
  const answered = await answerByLink(database(), secret ?? "", given);
  return "refused" in answered ? { refused: refuseIntervention(form, answered) } : { done: answer };
}

async function pass(form: FormData, secret: string, asked: LinkedAgreement, address: string) {
  const typed = PassForm.safeParse(fieldsOf(form));
  if (!typed.success) return { refused: refuseForm(form, problemsOf(typed.error), 400) };
  const others = await othersOf(asked);
  const name = others.find(({ key }) => key === keyOfApprover(typed.data.to))?.name ?? "";
  const passed = await delegateByLink(database(), secret, { to: typed.data.to, address });
  if ("refused" in passed) return { refused: refuseIntervention(form, passed, { approverUnknown: "to" }) };
  return { done: "delegated" as const, name };
}

function refused(form: FormData, problems: Record<string, string>) {
  return { refused: refuseForm(form, problems, 422) };
}

/** As people write their own name: in any case, with or without accents, blanks between. */
function isSameName(typed: string, known: string): boolean {
  const plain = (name: string) =>
    name
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .split(/[\s-]+/)
      .join(" ")
      .trim();
  return plain(typed) === plain(known);
}
