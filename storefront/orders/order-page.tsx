import type { ReactNode } from "react";

import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";
import type { ShownOrder } from "./read.ts";
import { Summary } from "./summary.tsx";

interface OrderPageProps {
  readonly order: ShownOrder;
  readonly language: Language;
  readonly words: Words;
}

/** Where a shopper comes back to from paying: the confirmation, or why there is none yet. */
export function OrderPage(props: OrderPageProps) {
  const { order, language, words } = props;
  const { title, text } = headingOf(order, words.orders);
  const isBought = order.status !== "placed" && order.status !== "cancelled" && order.status !== "refunded";
  return (
    <article className="order" {...(isBought && { "data-order-number": order.number })}>
      <header className={`order-head ${isBought ? "order-head-done" : ""}`}>
        <h1>{title}</h1>
        <p className="order-number">
          {words.orders.number} <strong>{order.number}</strong>
        </p>
        <p>{text}</p>
        <div className="order-actions">{nextSteps({ order, language, words }, isBought)}</div>
      </header>
      <Summary {...props} />
    </article>
  );
}

/** Of the page of an order, by how far it came. */
export function headingOf(
  { status, wasRefused }: Pick<ShownOrder, "status" | "wasRefused">,
  words: Words["orders"],
): { readonly title: string; readonly text: string } {
  if (status === "cancelled" || status === "refunded") return { title: words.cancelledTitle, text: words.cancelled };
  if (status !== "placed") return { title: words.thanks, text: words.mailed };
  return wasRefused
    ? { title: words.refusedTitle, text: words.refused }
    : { title: words.awaitingTitle, text: words.awaiting };
}

function nextSteps({ order, language, words }: OrderPageProps, isBought: boolean): ReactNode {
  const address = pathOf("order", language, { number: order.number });
  if (isBought) {
    return (
      <>
        <Link to={pathOf("tracking", language)} text={words.orders.track} />
        <a className="order-account" href={pathOf("account", language)}>
          {words.account.after}
        </a>
      </>
    );
  }
  if (order.status !== "placed") return <Link to={pathOf("basket", language)} text={words.basket.title} />;
  return (
    <>
      <form action={address} method="post">
        <button type="submit">{words.orders.retry}</button>
      </form>
      {!order.wasRefused && (
        <a className="button outline" href={address}>
          {words.orders.refresh}
        </a>
      )}
    </>
  );
}

function Link({ to, text }: { readonly to: string; readonly text: string }) {
  return (
    <a className="button" href={to}>
      {text}
    </a>
  );
}
