import { spansOn } from "../../centres/hours.ts";
import type { Centre } from "../../db/schema/centres.ts";
import { pathOf } from "../../paths.ts";
import { owner } from "../../words/fr/owner.ts";
import { ownerCentres as words } from "../../words/fr/owner-centres.ts";
import { weekdayText } from "../../words/instants.ts";
import { Part } from "../part.tsx";
import { ownerPath } from "../paths.ts";
import { fingerprintOf, hoursText, type TypedCentre } from "./settings.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

interface CentrePageProps {
  readonly centre: Centre;
  /** What was typed and refused, and why. */
  readonly typed?: TypedCentre;
  readonly trouble?: string;
  readonly hasChanged?: boolean;
}

export function CentrePage({ centre, typed = typedOf(centre), trouble, hasChanged = false }: CentrePageProps) {
  return (
    <>
      <p className="owner-back">
        <a href={ownerPath("centres")}>← {words.back}</a>
      </p>
      <h1>{centre.name}</h1>
      <p>
        {centre.address}, {centre.postcode} {centre.town} ({centre.country}){" "}
        {centre.hidden ? (
          <span className="mark mark-test">{words.hidden}</span>
        ) : (
          <a href={pathOf("centre", "fr", { slug: centre.slug })}>{words.onShop}</a>
        )}
      </p>
      {hasChanged && (
        <p role="status" className="owner-done">
          {words.changed}
        </p>
      )}
      {trouble && (
        <p role="alert" className="owner-trouble">
          {trouble}
        </p>
      )}
      <Part title={words.edit}>
        <form method="post" action={ownerPath("centre", centre.slug)} className="owner-form">
          <input type="hidden" name="seen" value={fingerprintOf(centre)} />
          <label>
            <span>{words.capacity}</span>
            <input name="capacity" inputMode="numeric" defaultValue={typed.capacity} required />
          </label>
          <label>
            <span>{words.fittingEuros}</span>
            <input name="fitting" inputMode="decimal" defaultValue={typed.fitting} required />
          </label>
          <fieldset className="owner-hours">
            <legend>{words.hours}</legend>
            <p>
              <small>{words.hoursHint}</small>
            </p>
            {WEEKDAYS.map((weekday) => (
              <label key={weekday}>
                <span>{weekdayText(weekday, "fr")}</span>
                <input
                  name={`hours${weekday}`}
                  defaultValue={typed.hours[weekday - 1]}
                  placeholder={words.closed}
                  maxLength={60}
                />
              </label>
            ))}
          </fieldset>
          <label className="owner-tick">
            <input type="checkbox" name="hidden" value="1" defaultChecked={typed.hidden} />
            {words.hide}
          </label>
          <p>
            <small>{words.keeps}</small>
          </p>
          <button type="submit">{owner.save}</button>
        </form>
      </Part>
    </>
  );
}

function typedOf(centre: Centre): TypedCentre {
  return {
    capacity: String(centre.capacityPerSlot),
    fitting: (centre.fittingCents / 100).toFixed(2).replace(".", ","),
    hours: WEEKDAYS.map((weekday) => hoursText(spansOn(centre.hours, weekday))),
    hidden: centre.hidden,
    seen: fingerprintOf(centre),
  };
}
