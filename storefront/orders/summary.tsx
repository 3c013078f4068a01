import { VAT_PER_CENT } from "../money/vat.ts";
import type { Language } from "../paths.ts";
import { priceText } from "../words/figures.ts";
import { appointmentText } from "../words/instants.ts";
import type { Words } from "../words/words.ts";
import type { ShownOrder } from "./read.ts";

interface SummaryProps {
  readonly order: ShownOrder;
  readonly language: Language;
  readonly words: Words;
}

/** What was ordered, what it costs, where and when it is fitted. */
export function Summary({ order, language, words }: SummaryProps) {
  const price = (cents: number) => priceText(cents, language);
  return (
    <div className="order-summary">
      <section className="order-card">
        <h2>{words.checkout.summary}</h2>
        <ul className="order-lines">
          {order.lines.map(({ position, quantity, title, netCents, vatCents }) => (
            <li key={position}>
              <span>
                {quantity} × {title}
              </span>
              <span>{price(netCents + vatCents)}</span>
            </li>
          ))}
        </ul>
        <dl className="order-total">
          <div>
            <dt>{words.basket.net}</dt>
            <dd>{price(order.netCents)}</dd>
          </div>
          <div>
            <dt>{words.basket.vat(VAT_PER_CENT[order.country])}</dt>
            <dd>{price(order.vatCents)}</dd>
          </div>
          <div>
            <dt>{words.basket.total}</dt>
            <dd className="price">{price(order.totalCents)}</dd>
          </div>
        </dl>
      </section>
      <div>
        {order.slotAt && (
          <section className="order-card">
            <h2>{words.orders.appointment}</h2>
            <p className="order-appointment">{appointmentText(order.slotAt, language)}</p>
            {order.centre && (
              <address>
                {order.centre.name}
                <br />
                {order.centre.address}
                <br />
                {order.centre.postcode} {order.centre.town}
              </address>
            )}
          </section>
        )}
        <section className="order-card">
          <h2>{words.checkout.billTo}</h2>
          <address>
            {order.name}
            <br />
            {order.address}
            <br />
            {order.postcode} {order.town}
            <br />
            {words.checkout.countries[order.country]}
          </address>
        </section>
      </div>
    </div>
  );
}
