import express, { type Request, type Response, Router } from "express";

import { answer } from "../http/answer.ts";
import { sendNotFound } from "../http/failures.tsx";
import { pageContext, sendPage } from "../http/page.tsx";
import { giveProof } from "../orders/proof.ts";
import { bothPaths, pathOf } from "../paths.ts";
import type { Shop } from "../shop.ts";
import { CALLBACK_PATH, deliveryTo, SIGNATURE_HEADER, takeCallback } from "./callback.ts";
import { paymentProvider } from "./configured.ts";
import { PaymentPage } from "./payment-page.tsx";
import { isOutcome } from "./test-machine.ts";
import type { TestPayment } from "./test-provider.ts";

/** The provider's callback, and the pages of the provider that is built in. */
export function paymentRoutes(shop: Shop): Router {
  const provider = paymentProvider(shop);
  const router = Router();
  router.post(
    CALLBACK_PATH,
    // Read as it came: the signature is of its bytes.
    express.raw({ type: () => true, limit: "4kb" }),
    answer(async (request, response) => {
      const body = Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "";
      const status = await takeCallback(shop, body, request.get(SIGNATURE_HEADER));
      response.status(status).json({ taken: status === 200 });
    }),
  );
  router.get(
    bothPaths("payment"),
    answer(async (request, response) => {
      const payment = await provider.payment(request.params.ref ?? "");
      if (payment) sendPayment(request, response, payment);
      else sendNotFound(request, response);
    }),
  );
  router.post(
    bothPaths("payment"),
    answer(async (request, response) => {
      const { outcome } = request.body;
      const reference = request.params.ref ?? "";
      const payment = isOutcome(outcome)
        ? await provider.choose(reference, outcome)
        : await provider.payment(reference);
      if (!payment) {
        sendNotFound(request, response);
        return;
      }
      const { language } = pageContext(request);
      if (!isOutcome(outcome) || payment.state === "challenged") {
        response.redirect(303, pathOf("payment", language, { ref: reference }));
        return;
      }
      // At once where it is due, so that the order's page knows; what does not arrive now stays owed.
      await provider.tellDue(deliveryTo(shop), new Date(), reference);
      giveProof(response, shop.settings, payment.orderNumber);
      response.redirect(303, pathOf("order", language, { number: payment.orderNumber }));
    }),
  );
  return router;
}

function sendPayment(request: Request, response: Response, payment: TestPayment): void {
  const { language, words } = pageContext(request);
  const title = payment.state === "challenged" ? words.payment.challengeTitle : words.payment.title;
  const page = <PaymentPage payment={payment} language={language} words={words.payment} />;
  sendPage(request, response, { title, isPrivate: true }, page);
}
