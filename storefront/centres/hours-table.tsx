import type { Centre } from "../db/schema/centres.ts";
import type { Language } from "../paths.ts";
import { dayText, weekdayText } from "../words/instants.ts";
import type { Words } from "../words/words.ts";
import { type HoursRun, hoursByRun } from "./hours.ts";
import { closuresAhead } from "./opening.ts";
import { spansText } from "./opening-words.tsx";
import { dayOf, instantOf, weekdayOf } from "./wall-clock.ts";

interface HoursTableProps {
  readonly centre: Centre;
  readonly now: Date;
  readonly language: Language;
  readonly words: Words["centres"];
}

const HOLIDAYS = 5;
const NOON = 720;

/** The hours of the week as on the door, and the next holidays that shut it. */
export function HoursTable({ centre, now, language, words }: HoursTableProps) {
  const today = weekdayOf(dayOf(now));
  return (
    <section className="hours">
      <h2>{words.hours}</h2>
      <table>
        <tbody>
          {hoursByRun(centre.hours).map((run) => (
            <tr key={run.from} className={run.from <= today && today <= run.to ? "hours-today" : undefined}>
              <th scope="row">{daysText(run, language, words)}</th>
              <td>{spansText(run.spans, words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{words.holidays}</h3>
      <ul>
        {closuresAhead(centre, now, HOLIDAYS).map(({ day, rule, name }) => (
          <li key={day}>
            {dayText(instantOf(day, NOON), language)} <span>{words.holiday[rule] ?? name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "Du lundi au vendredi", "Samedi". */
function daysText({ from, to }: HoursRun, language: Language, words: Words["centres"]): string {
  const [first, last] = [weekdayText(from, language), weekdayText(to, language)];
  return from === to ? first.charAt(0).toUpperCase() + first.slice(1) : words.weekdays(first, last);
}
