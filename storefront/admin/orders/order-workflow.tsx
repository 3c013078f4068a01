import { ownerOrders as words } from "../../words/fr/owner-orders.ts";
import { stepName } from "../../workflow/step-names.ts";
import { Moment } from "../moment.tsx";
import { Part } from "../part.tsx";
import { ownerPath } from "../paths.ts";
import type { OrderRecord } from "./order.ts";

/** Where the order stands in the diagram, what happened to it, and its cancellation. */
export function OrderWorkflow({ record }: { record: OrderRecord }) {
  const { instance, events, order } = record;
  return (
    <Part title={words.workflow}>
      {instance ? <Position instance={instance} number={order.number} /> : <p>{words.notStarted}</p>}
      <ol className="owner-list">
        {events.map(({ id, at, kind, step, detail, actor }) => (
          <li key={id}>
            <Moment at={at} seconds /> {words.event[kind]}
            {step && `\u00a0: ${stepName(step)}`}
            {detail && <small>{detail}</small>}
            <small>{words.actors[actor] ?? actor}</small>
          </li>
        ))}
      </ol>
      {instance && !instance.endedAt && <Cancellation instance={instance} number={order.number} />}
    </Part>
  );
}

interface PositionProps {
  readonly instance: NonNullable<OrderRecord["instance"]>;
  readonly number: string;
}

function Position({ instance, number }: PositionProps) {
  const { waitingStep, waitingSince, dueAt, timers, incident, endedAt } = instance;
  if (endedAt) {
    return (
      <p>
        {words.ended(stepName(waitingStep ?? ""))} <Moment at={endedAt} />
      </p>
    );
  }
  if (incident) {
    return (
      <div className="owner-trouble">
        <p>
          <b>{words.isStuck(stepName(incident.step))}</b> <Moment at={new Date(incident.since)} />
        </p>
        <p>{incident.reason}</p>
        <p>
          <a href={`${ownerPath("incidents")}#${number}`}>{words.seeIncident}</a>
        </p>
      </div>
    );
  }
  return (
    <p>
      {words.standsAt(stepName(waitingStep ?? ""))} {words.since} <Moment at={waitingSince} />.
      {dueAt && (
        <>
          {" "}
          {words.nextLook} <Moment at={dueAt} seconds />.
        </>
      )}
      {timers.map((timer) => (
        <span key={timer.step}>
          {" "}
          {words.timer(stepName(timer.step))} <Moment at={new Date(timer.dueAt)} seconds />.
        </span>
      ))}
    </p>
  );
}

function Cancellation({ instance, number }: PositionProps) {
  if (instance.cancelRequestedAt) {
    return (
      <p>
        {words.cancelRequested} <Moment at={instance.cancelRequestedAt} seconds />
      </p>
    );
  }
  return (
    <form method="post" action={ownerPath("cancel", number)}>
      <p>{words.cancelText}</p>
      <button type="submit" className="owner-grave">
        {words.cancel}
      </button>
    </form>
  );
}
