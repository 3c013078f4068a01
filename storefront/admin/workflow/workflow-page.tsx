import { numberText } from "../../words/figures.ts";
import { ownerWorkflow as words } from "../../words/fr/owner-workflow.ts";
import { ownerPath } from "../paths.ts";
import type { Standing } from "./standing.ts";

/** The diagram, which a script draws where there is one, and the table that says the same to everybody. */
export function WorkflowPage({ steps }: { steps: readonly Standing[] }) {
  const stuck = steps.reduce((sum, step) => sum + step.stuck, 0);
  const underWay = steps.reduce((sum, step) => sum + step.waiting, stuck);
  return (
    <>
      <h1>{words.title}</h1>
      <p role="status" className="owner-found">
        {words.underWay(numberText(underWay, "fr"), underWay > 1)},{" "}
        {stuck > 0 ? (
          <>
            <b className="owner-red">{words.stuckAmong(numberText(stuck, "fr"), stuck > 1)}</b>.
          </>
        ) : (
          `${words.noneStuck}.`
        )}{" "}
        {words.withTests} {stuck > 0 && <a href={ownerPath("incidents")}>{words.seeIncidents}</a>}
      </p>
      <section id="diagram" className="diagram" data-source={ownerPath("diagram")} aria-label={words.diagram} hidden>
        <div className="diagram-buttons">
          <button type="button" data-zoom="in">
            {words.larger}
          </button>
          <button type="button" data-zoom="out">
            {words.smaller}
          </button>
          <button type="button" data-zoom="fit">
            {words.whole}
          </button>
        </div>
        <div className="diagram-canvas" data-label={words.diagram} />
      </section>
      <h2 className="owner-next">{words.table}</h2>
      <table className="owner-table">
        <thead>
          <tr>
            <th scope="col">{words.step}</th>
            <th scope="col" className="figure">
              {words.waiting}
            </th>
            <th scope="col" className="figure">
              {words.stuck}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((standing) => (
            <Row key={standing.step} standing={standing} />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The diagram's script reads its figures here: there is one place that has them. */
function Row({ standing: { step, name, waiting, stuck } }: { standing: Standing }) {
  return (
    <tr
      data-step={step}
      data-waiting={waiting}
      data-stuck={stuck}
      data-stuck-text={words.stuckMark(stuck)}
      data-text={words.ofStep(name, waiting, stuck)}
    >
      <th scope="row">
        <a href={ownerPath("orders", "", { etape: step, essais: 1 })}>{name}</a>
      </th>
      <td data-name={words.waiting} className="figure">
        {numberText(waiting, "fr")}
      </td>
      <td data-name={words.stuck} className="figure">
        {stuck > 0 ? <span className="mark mark-stuck">{words.stuckMark(stuck)}</span> : "0"}
      </td>
    </tr>
  );
}
