import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";
import { type Criteria, queryOf } from "./criteria.ts";
import type { Car } from "./shelf.ts";

interface VehicleStepsProps {
  readonly cars: readonly Car[];
  readonly criteria: Criteria;
  readonly language: Language;
  readonly words: Words["catalogue"];
}

/** Whether the search names a car so far that its tyres are not yet known. */
export function asksForVehicle({ make, version }: Criteria): boolean {
  return make !== undefined && version === undefined;
}

/** The next question about the car: its model, then its version. */
export function VehicleSteps({ cars, criteria, language, words }: VehicleStepsProps) {
  const { make = "", model } = criteria;
  const next = model === undefined ? ("model" as const) : ("version" as const);
  const choices = [...new Map(cars.map((car) => [car[next], car])).values()];
  return (
    <section className="steps-vehicle">
      <h1>{model === undefined ? words.chooseModel(make) : words.chooseVersion(`${make} ${model}`)}</h1>
      {choices.length === 0 && <p>{words.noCar}</p>}
      <ul>
        {choices.map((car) => (
          <li key={car.id}>
            <a href={pathOf("results", language) + queryOf({ ...criteria, [next]: car[next] })}>
              {car[next]} <small>{words.made(car.fromYear, car.toYear)}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
