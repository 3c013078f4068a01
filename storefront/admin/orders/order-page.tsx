import { priceText } from "../../words/figures.ts";
import { milestones as milestoneWords } from "../../words/fr/milestones.ts";
import { ownerOrders as words } from "../../words/fr/owner-orders.ts";
import { MILESTONES } from "../../workflow/steps.ts";
import { Moment } from "../moment.tsx";
import { Part } from "../part.tsx";
import { ownerPath } from "../paths.ts";
import { OrderMails } from "./mails.tsx";
import { OrderMarks } from "./marks.tsx";
import type { OrderRecord } from "./order.ts";
import { OrderWorkflow } from "./order-workflow.tsx";

interface OrderPageProps {
  readonly record: OrderRecord;
  /** Why what was just asked was not done. */
  readonly trouble?: string;
}

export function OrderPage({ record, trouble }: OrderPageProps) {
  const { order, instance } = record;
  return (
    <>
      <p className="owner-back">
        <a href={ownerPath("orders")}>← {words.back}</a>
      </p>
      <div className="owner-head">
        <h1>{words.of(order.number)}</h1>
        <OrderMarks status={order.status} isTest={order.isTest} isStuck={Boolean(instance?.incident)} />
      </div>
      {trouble && (
        <p role="alert" className="owner-trouble">
          {trouble}
        </p>
      )}
      <div className="owner-columns">
        <div>
          <Lines record={record} />
          <Payments record={record} />
          <OrderMails mails={record.mails} />
        </div>
        <div>
          <Shopper record={record} />
          <Milestones record={record} />
          <OrderWorkflow record={record} />
        </div>
      </div>
    </>
  );
}

function Lines({ record: { lines, order } }: { record: OrderRecord }) {
  const price = (cents: number) => priceText(cents, "fr");
  return (
    <Part title={words.lines}>
      <table className="owner-table">
        <thead>
          <tr>
            <th scope="col">{words.article}</th>
            <th scope="col" className="figure">
              {words.quantity}
            </th>
            <th scope="col" className="figure">
              {words.unit}
            </th>
            <th scope="col" className="figure">
              {words.net}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ position, title, quantity, unitCents, netCents }) => (
            <tr key={position}>
              <th scope="row">{title}</th>
              <td data-name={words.quantity} className="figure">
                {quantity}
              </td>
              <td data-name={words.unit} className="figure">
                {price(unitCents)}
              </td>
              <td data-name={words.net} className="figure">
                {price(netCents)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="owner-sums">
        <dt>{words.net}</dt>
        <dd>{price(order.netCents)}</dd>
        <dt>{words.vat}</dt>
        <dd>{price(order.vatCents)}</dd>
        <dt>{words.gross}</dt>
        <dd>{price(order.totalCents)}</dd>
      </dl>
    </Part>
  );
}

function Payments({ record: { payments } }: { record: OrderRecord }) {
  return (
    <Part title={words.payments}>
      <ul className="owner-list">
        {payments.map(({ id, providerRef, state, amountCents, reason, updatedAt }) => (
          <li key={id}>
            <b>{priceText(amountCents, "fr")}</b> {words.payment[state]}
            {reason && ` (${reason})`} <Moment at={updatedAt} />
            <small>{providerRef}</small>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Shopper({ record: { order, centre } }: { record: OrderRecord }) {
  return (
    <Part title={words.who}>
      <address>
        {order.name}
        <br />
        <a href={`mailto:${order.email}`}>{order.email}</a>
        {order.phone && <> · {order.phone}</>}
        <br />
        {order.address}, {order.postcode} {order.town} ({order.country})
      </address>
      <h3>{words.centre}</h3>
      {centre ? (
        <p>
          <a href={ownerPath("centre", centre.slug)}>{centre.name}</a>, {centre.postcode} {centre.town}
        </p>
      ) : (
        <p>{words.noCentre}</p>
      )}
      {order.slotAt && (
        <p>
          {words.appointment} <Moment at={order.slotAt} />
        </p>
      )}
    </Part>
  );
}

function Milestones({ record: { milestones } }: { record: OrderRecord }) {
  return (
    <Part title={words.milestones}>
      {milestones.length === 0 && <p>{words.notYet}</p>}
      <ol className="owner-list">
        {milestones.map(({ step, at, note }) => (
          <li key={`${step} ${at.getTime()}`}>
            <Moment at={at} /> {titleOf(step)}
            {note && <small>{note}</small>}
          </li>
        ))}
      </ol>
    </Part>
  );
}

function titleOf(step: string): string {
  const milestone = MILESTONES.find((one) => one === step);
  return milestone ? milestoneWords[milestone].title : step;
}
