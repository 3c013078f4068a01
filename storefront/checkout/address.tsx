import type { Customer } from "../account/session.ts";
import { COUNTRIES } from "../db/schema/centres.ts";
import { countryOf } from "../money/vat.ts";
import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";
import { AddressForm } from "./draft.ts";
import { Frame, type StepProps } from "./frame.tsx";

export type AddressField = keyof AddressForm;
/** As it was typed. */
export type TypedAddress = Partial<Record<AddressField, string>>;

export const ADDRESS_FIELDS = Object.keys(AddressForm.shape) as AddressField[];

const INPUTS: Record<Exclude<AddressField, "country">, { type: string; autoComplete: string; maxLength: number }> = {
  name: { type: "text", autoComplete: "name", maxLength: 120 },
  email: { type: "email", autoComplete: "email", maxLength: 190 },
  phone: { type: "tel", autoComplete: "tel", maxLength: 20 },
  address: { type: "text", autoComplete: "address-line1", maxLength: 160 },
  postcode: { type: "text", autoComplete: "postal-code", maxLength: 5 },
  town: { type: "text", autoComplete: "address-level2", maxLength: 80 },
};

interface AddressStepProps extends StepProps {
  readonly typed: TypedAddress;
  readonly refused: readonly AddressField[];
  /** Who is signed in; null for a guest. */
  readonly customer: Customer | null;
}

/** The first step: who buys, and where the bill goes. What was typed stays typed. */
export function AddressStep({ typed, refused, customer, ...shared }: AddressStepProps) {
  const { language, words } = shared;
  const { checkout } = words;
  return (
    <Frame {...shared} step="checkoutAddress">
      <h2>{checkout.steps.checkoutAddress}</h2>
      {customer ? (
        <p className="checkout-lead">{words.account.signedInAs(customer.email)}</p>
      ) : (
        <p className="checkout-lead">
          {checkout.guest} <a href={`${pathOf("account", language)}?next=checkout`}>{words.account.haveAccount}</a>
        </p>
      )}
      {refused.length > 0 && <Problems refused={refused} words={checkout} />}
      <form className="fields" action={pathOf("checkoutAddress", language)} method="post">
        {ADDRESS_FIELDS.map((name) => (
          <div key={name} className={`field field-${name}`}>
            <label htmlFor={`field-${name}`}>
              <span>{checkout.fields[name]}</span>
              {name === "country" ? (
                <Country {...{ typed, language }} words={checkout} described={describedBy(name, refused)} />
              ) : (
                <input
                  id={`field-${name}`}
                  name={name}
                  defaultValue={typed[name]}
                  required
                  aria-invalid={refused.includes(name) || undefined}
                  aria-describedby={describedBy(name, refused)}
                  {...INPUTS[name]}
                />
              )}
            </label>
            {refused.includes(name) && (
              <p className="field-problem" id={`problem-${name}`}>
                {checkout.problems[name]}
              </p>
            )}
          </div>
        ))}
        <button type="submit">{checkout.next}</button>
      </form>
    </Frame>
  );
}

function Country({
  typed,
  language,
  words,
  described,
}: {
  typed: TypedAddress;
  language: Language;
  words: Words["checkout"];
  described?: string;
}) {
  return (
    <select
      id="field-country"
      name="country"
      autoComplete="country"
      defaultValue={typed.country ?? countryOf(language)}
      aria-describedby={described}
    >
      {COUNTRIES.map((country) => (
        <option key={country} value={country}>
          {words.countries[country]}
        </option>
      ))}
    </select>
  );
}

function Problems({ refused, words }: { refused: readonly AddressField[]; words: Words["checkout"] }) {
  return (
    <div className="told told-problem" role="alert">
      <p>{words.problemsTitle}</p>
      <ul>
        {refused.map((name) => (
          <li key={name}>
            <a href={`#field-${name}`}>{words.fields[name]}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function describedBy(name: AddressField, refused: readonly AddressField[]): string | undefined {
  return refused.includes(name) ? `problem-${name}` : undefined;
}
