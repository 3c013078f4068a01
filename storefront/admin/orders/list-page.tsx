import { ORDER_STATUSES } from "../../db/schema/orders.ts";
import { numberText, priceText } from "../../words/figures.ts";
import { owner } from "../../words/fr/owner.ts";
import { ownerOrders as words } from "../../words/fr/owner-orders.ts";
import { stepName } from "../../workflow/step-names.ts";
import { Moment } from "../moment.tsx";
import { Pager } from "../pager.tsx";
import { ownerPath } from "../paths.ts";
import { askedOf, type FoundOrders, type OrderFilter } from "./list.ts";
import { OrderMarks } from "./marks.tsx";

export function OrderListPage({ filter, found }: { filter: OrderFilter; found: FoundOrders }) {
  return (
    <>
      <h1>{words.title}</h1>
      <Search filter={filter} />
      <p role="status" className="owner-found">
        {words.found(numberText(found.total, "fr"), found.total > 1)}
        {filter.step && ` · ${words.atStep(stepName(filter.step))}`}
      </p>
      {found.total === 0 ? <p>{owner.none}</p> : <Rows rows={found.rows} />}
      <Pager {...found} to={(page) => ownerPath("orders", "", askedOf(filter, page))} />
    </>
  );
}

function Search({ filter }: { filter: OrderFilter }) {
  return (
    <form className="owner-search" action={ownerPath("orders")} method="get">
      <label>
        <span>{words.search}</span>
        <input type="search" name="q" defaultValue={filter.q} />
      </label>
      <label>
        <span>{words.statusField}</span>
        <select name="etat" defaultValue={filter.status ?? ""}>
          <option value="">{owner.all}</option>
          {ORDER_STATUSES.map((status) => (
            <option key={status} value={status}>
              {words.status[status]}
            </option>
          ))}
        </select>
      </label>
      {filter.step && <input type="hidden" name="etape" value={filter.step} />}
      <label className="owner-tick">
        <input type="checkbox" name="essais" value="1" defaultChecked={filter.withTests} />
        {words.withTests}
      </label>
      <button type="submit">{owner.search}</button>
      <a href={ownerPath("orders")}>{owner.clear}</a>
    </form>
  );
}

function Rows({ rows }: Pick<FoundOrders, "rows">) {
  return (
    <table className="owner-table">
      <thead>
        <tr>
          <th scope="col">{words.number}</th>
          <th scope="col">{words.statusField}</th>
          <th scope="col">{words.customer}</th>
          <th scope="col">{words.placedAt}</th>
          <th scope="col">{words.appointment}</th>
          <th scope="col" className="figure">
            {words.total}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ order, isStuck }) => (
          <tr key={order.id}>
            <th scope="row">
              <a href={ownerPath("order", order.number)}>{order.number}</a>
            </th>
            <td data-name={words.statusField}>
              <OrderMarks status={order.status} isTest={order.isTest} isStuck={isStuck} />
            </td>
            <td data-name={words.customer}>
              {order.name} <small>{order.email}</small>
            </td>
            <td data-name={words.placedAt}>
              <Moment at={order.placedAt} />
            </td>
            <td data-name={words.appointment}>{order.slotAt ? <Moment at={order.slotAt} /> : "–"}</td>
            <td data-name={words.total} className="figure">
              {priceText(order.totalCents, "fr")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
