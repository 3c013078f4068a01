import { dayOf, instantOf } from "../../centres/wall-clock.ts";
import { ownerWorkflow as words } from "../../words/fr/owner-workflow.ts";
import { clockText } from "../../words/instants.ts";
import { WorkflowVariables } from "../../workflow/variables.ts";
import { textAsked } from "../asked.ts";

/** The variables of an order as a form has them; `slotAt` as the centre's clock shows it, "2026-11-25T08:30". */
export type TypedVariables = Readonly<Record<keyof WorkflowVariables, string>>;

export const VARIABLE_NAMES = ["reference", "quantity", "deliveryPostcode", "centre", "slotAt"] as const;

export function typedOf(variables: WorkflowVariables): TypedVariables {
  const { slotAt, quantity } = variables;
  const at = new Date(slotAt);
  const isInstant = slotAt !== "" && !Number.isNaN(at.getTime());
  return {
    ...variables,
    quantity: String(quantity),
    slotAt: isInstant ? `${dayOf(at)}T${clockText(at, "fr")}` : slotAt,
  };
}

export function typedIn(body: Readonly<Record<string, unknown>>): TypedVariables {
  const [reference, quantity, deliveryPostcode, centre, slotAt] = VARIABLE_NAMES.map((name) =>
    textAsked(body[name], 400),
  );
  return {
    reference: reference ?? "",
    quantity: quantity ?? "",
    deliveryPostcode: deliveryPostcode ?? "",
    centre: centre ?? "",
    slotAt: slotAt ?? "",
  };
}

/** What the workflow is given to check and keep. A local time that is none stays as typed, and is refused there. */
export function variablesOf(typed: TypedVariables): unknown {
  const [, day, hours, minutes] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(typed.slotAt) ?? [];
  const isTime = day !== undefined && !Number.isNaN(Date.parse(`${day}T${hours}:${minutes}:00Z`));
  const slotAt = isTime ? instantOf(day, Number(hours) * 60 + Number(minutes)).toISOString() : typed.slotAt;
  return { ...typed, slotAt };
}

/** The fields that will not do, by the names the form gives them: "Nombre de pneus, Centre de montage". */
export function wrongFields(typed: TypedVariables): string {
  const read = WorkflowVariables.safeParse(variablesOf(typed));
  const wrong = new Set(read.error?.issues.map(({ path }) => path[0]));
  return VARIABLE_NAMES.filter((name) => wrong.has(name))
    .map((name) => words.variable[name])
    .join(", ");
}
