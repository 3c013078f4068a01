import { headingOf } from "../orders/order-page.tsx";
import type { ShownOrder } from "../orders/read.ts";
import { Summary } from "../orders/summary.tsx";
import { type Language, pathOf } from "../paths.ts";
import { appointmentText } from "../words/instants.ts";
import type { Words } from "../words/words.ts";
import type { Cancellability } from "../workflow/cancellation.ts";
import { milestonesOf } from "./milestones.ts";

interface ProgressPageProps {
  readonly order: ShownOrder;
  readonly cancellation: Cancellability;
  readonly language: Language;
  readonly words: Words;
}

/** Where an order is, in milestones. Inner steps, partners and incidents are the owner's. */
export function ProgressPage({ order, cancellation, language, words }: ProgressPageProps) {
  const isUnpaid = order.paidAt === null;
  const { title, text } = headingOf(order, words.orders);
  return (
    <article className="order">
      <header className="order-head">
        <h1>{isUnpaid ? title : words.orders.milestones}</h1>
        <p className="order-number">
          {words.orders.number} <strong>{order.number}</strong>
        </p>
        {isUnpaid ? <p>{text}</p> : <Milestones order={order} language={language} words={words} />}
        {cancellation === "requested" && <p>{words.orders.cancelRequested}</p>}
        <div className="order-actions">
          {order.status === "placed" && (
            <a className="button" href={pathOf("order", language, { number: order.number })}>
              {words.orders.retry}
            </a>
          )}
          {cancellation === "possible" && (
            <a className="button outline" href={pathOf("cancellation", language)}>
              {words.orders.cancel}
            </a>
          )}
          <form action={pathOf("tracking", language)} method="post">
            <button className="outline" type="submit" name="other" value="1">
              {words.orders.other}
            </button>
          </form>
        </div>
      </header>
      <Summary order={order} language={language} words={words} />
    </article>
  );
}

function Milestones({ order, language, words }: Pick<ProgressPageProps, "order" | "language" | "words">) {
  return (
    <ol className="milestones">
      {milestonesOf(order).map(({ milestone, at }) => (
        <li key={`${milestone}-${at?.getTime()}`} className={at ? "reached" : "to-come"}>
          <strong>{words.milestones[milestone].title}</strong>
          {at ? (
            <>
              <time dateTime={at.toISOString()}>{appointmentText(at, language)}</time>
              <p>{words.milestones[milestone].text}</p>
            </>
          ) : (
            <span>{words.orders.toCome}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
