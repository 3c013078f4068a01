import type { Slot } from "../centres/slots.ts";
import { dayOf } from "../centres/wall-clock.ts";
import type { Centre } from "../db/schema/centres.ts";
import { pathOf } from "../paths.ts";
import { clockText, dayText } from "../words/instants.ts";
import { Frame, type StepProps } from "./frame.tsx";

interface SlotStepProps extends StepProps {
  readonly centre: Centre;
  readonly slots: readonly Slot[];
  readonly problem?: string;
}

/** The second step once a centre is chosen: its appointments, a group of buttons a day. */
export function SlotStep({ centre, slots, problem, ...shared }: SlotStepProps) {
  const { language, words, progress } = shared;
  const days = daysOf(slots);
  return (
    <Frame {...shared} step="checkoutCentre" problem={problem}>
      <h2>{words.checkout.slotTitle}</h2>
      <p className="checkout-lead">
        <b>{centre.name}</b>, {centre.address}, {centre.postcode} {centre.town}.{" "}
        <a href={`${pathOf("checkoutCentre", language)}?q=${encodeURIComponent(centre.postcode)}`}>
          {words.basket.changeCentre}
        </a>
      </p>
      {days.size === 0 ? (
        <p className="told">{words.checkout.noSlot}</p>
      ) : (
        <form action={pathOf("checkoutCentre", language)} method="post">
          <p className="checkout-lead">{words.checkout.slotLead}</p>
          <div className="slot-days">
            {[...days].map(([day, ofDay]) => (
              <fieldset key={day}>
                <legend>{dayText(ofDay[0]?.at ?? new Date(day), language)}</legend>
                <div className="slots">
                  {ofDay.map(({ at, free }) => (
                    <label key={at.getTime()} className={free === 0 ? "slot slot-full" : "slot"}>
                      <input
                        type="radio"
                        name="slot"
                        value={at.toISOString()}
                        disabled={free === 0}
                        defaultChecked={free > 0 && at.toISOString() === progress.draft.slotAt}
                      />
                      <span>{clockText(at, language)}</span>
                      {free === 0 && <span className="unseen"> {words.checkout.full}</span>}
                    </label>
                  ))}
                </div>
              </fieldset>
            ))}
          </div>
          <p className="checkout-on">
            <button type="submit">{words.checkout.next}</button>
          </p>
        </form>
      )}
    </Frame>
  );
}

/** The appointments of each day on the centres' clock; days that are full are left out. */
function daysOf(slots: readonly Slot[]): Map<string, Slot[]> {
  const days = new Map<string, Slot[]>();
  for (const slot of slots) {
    const day = dayOf(slot.at);
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return new Map([...days].filter(([, ofDay]) => ofDay.some(({ free }) => free > 0)));
}
