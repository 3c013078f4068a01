import { numberText } from "../../words/figures.ts";
import { ownerOrders } from "../../words/fr/owner-orders.ts";
import { ownerWorkflow as words } from "../../words/fr/owner-workflow.ts";
import type { StuckOrder } from "../../workflow/incidents.ts";
import { stepName } from "../../workflow/step-names.ts";
import { Moment } from "../moment.tsx";
import { ownerPath } from "../paths.ts";
import { type TypedVariables, typedOf, VARIABLE_NAMES } from "./variables-form.ts";

const BATCH_FORM = "batch";

export interface IncidentsPageProps {
  readonly stuck: readonly StuckOrder[];
  /** Of all, when not every one is shown. */
  readonly total: number;
  /** What was done, in words. */
  readonly done?: string;
  readonly trouble?: string;
  /** What was typed for an order and refused. */
  readonly typed?: { readonly number: string; readonly variables: TypedVariables };
}

export function IncidentsPage({ stuck, total, done, trouble, typed }: IncidentsPageProps) {
  return (
    <>
      <h1>{words.incidents}</h1>
      {done && (
        <p role="status" className="owner-done">
          {done}
        </p>
      )}
      {trouble && (
        <p role="alert" className="owner-trouble">
          {trouble}
        </p>
      )}
      {stuck.length === 0 ? (
        <p>{words.noIncident}</p>
      ) : (
        <>
          <p>{words.incidentsText}</p>
          {total > stuck.length && <p className="owner-found">{words.shown(numberText(stuck.length, "fr"))}</p>}
          <form id={BATCH_FORM} method="post" action={ownerPath("incidents")} className="owner-batch">
            <button type="submit">{words.retryTicked}</button>
          </form>
          {stuck.map((order) => (
            <Incident
              key={order.orderId}
              order={order}
              typed={typed?.number === order.number ? typed.variables : null}
            />
          ))}
        </>
      )}
    </>
  );
}

function Incident({ order, typed }: { order: StuckOrder; typed: TypedVariables | null }) {
  const { number, orderId, step, reason, since } = order;
  return (
    <article className="owner-part owner-incident" id={number}>
      <h2>
        <label>
          <input type="checkbox" name="order" value={orderId} form={BATCH_FORM} />
          <span className="unseen">{words.tick(number)}</span>
        </label>
        {number} <span className="mark mark-stuck">{ownerOrders.stuck}</span>
      </h2>
      <p>
        {ownerOrders.atStep(stepName(step))}, {words.since} <Moment at={since} />.{" "}
        <a href={ownerPath("order", number)}>{words.seeOrder}</a>
      </p>
      <p className="owner-reason">{reason}</p>
      <details open={typed !== null}>
        <summary>{words.correct}</summary>
        <Correction order={order} typed={typed ?? typedOf(order.variables)} />
      </details>
    </article>
  );
}

function Correction({ order, typed }: { order: StuckOrder; typed: TypedVariables }) {
  return (
    <form method="post" action={ownerPath("incident", order.number)} className="owner-form">
      <p>
        <small>{words.correctText}</small>
      </p>
      <input type="hidden" name="version" value={order.version} />
      {VARIABLE_NAMES.map((name) => (
        <label key={name}>
          <span>{words.variable[name]}</span>
          <input
            name={name}
            type={name === "slotAt" ? "datetime-local" : "text"}
            inputMode={name === "quantity" ? "numeric" : undefined}
            defaultValue={typed[name]}
          />
        </label>
      ))}
      <button type="submit">{words.correct}</button>
    </form>
  );
}
