import type { Order } from "../orders/release.ts";
import { type Language, pathOf } from "../paths.ts";
import { priceText } from "../words/figures.ts";
import { dateText } from "../words/instants.ts";
import type { Words } from "../words/words.ts";
import type { Customer } from "./session.ts";

interface OrdersPageProps {
  readonly customer: Customer;
  readonly orders: readonly Order[];
  readonly language: Language;
  readonly words: Words;
}

/** For who is signed in: their orders. */
export function OrdersPage({ customer, orders, language, words }: OrdersPageProps) {
  const { account } = words;
  return (
    <div className="account">
      <h1>{account.title}</h1>
      <div className="account-who">
        <p>{account.signedInAs(customer.email)}</p>
        <form action={pathOf("accountSignOut", language)} method="post">
          <button type="submit" className="quiet">
            {account.signOut}
          </button>
        </form>
      </div>
      <h2>{account.orders}</h2>
      {orders.length === 0 ? (
        <p>{account.noOrders}</p>
      ) : (
        <ul className="account-orders">
          {orders.map(({ number, placedAt, status, totalCents }) => (
            <li key={number}>
              <b>{number}</b>
              <span>{dateText(placedAt, language)}</span>
              <span>{statusText(status, words)}</span>
              <span className="price">{priceText(totalCents, language)}</span>
              <a href={pathOf("accountOrder", language, { number })}>
                {account.see}
                <span className="unseen"> {number}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function statusText(status: Order["status"], { account, milestones }: Words): string {
  if (status === "placed") return account.placed;
  return milestones[status === "confirmed" ? "appointment" : status].title;
}
