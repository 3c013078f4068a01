import { pathOf } from "../paths.ts";
import { appointmentText } from "../words/instants.ts";
import { Frame, type StepProps } from "./frame.tsx";

interface PaymentStepProps extends StepProps {
  readonly problem?: string;
}

/** The last step: all that was answered, the terms, and the button that obliges to pay. */
export function PaymentStep({ problem, ...shared }: PaymentStepProps) {
  const {
    language,
    words: { checkout, basket },
    progress: {
      draft,
      contents: { centre },
    },
  } = shared;
  return (
    <Frame {...shared} step="checkoutPayment" problem={problem}>
      <h2>{checkout.verify}</h2>
      <dl className="answers">
        <div>
          <dt>{checkout.deliverTo}</dt>
          <dd>
            <b>{draft.slotAt && appointmentText(new Date(draft.slotAt), language)}</b>
            <span>{centre?.name}</span>
            <span>
              {centre?.address}, {centre?.postcode} {centre?.town}
            </span>
            <a href={pathOf("checkoutCentre", language)}>
              {checkout.edit}
              <span className="unseen"> {basket.centre}</span>
            </a>
          </dd>
        </div>
        <div>
          <dt>{checkout.billTo}</dt>
          <dd>
            <b>{draft.name}</b>
            <span>
              {draft.address}, {draft.postcode} {draft.town}, {draft.country && checkout.countries[draft.country]}
            </span>
            <span>{draft.email}</span>
            <span>{draft.phone}</span>
            <a href={pathOf("checkoutAddress", language)}>
              {checkout.edit}
              <span className="unseen"> {checkout.billTo}</span>
            </a>
          </dd>
        </div>
      </dl>
      <p className="checkout-lead">{checkout.withdrawal}</p>
      <form className="terms" action={pathOf("checkoutPayment", language)} method="post">
        <label>
          <input type="checkbox" name="terms" value="yes" required />
          <span>{checkout.terms}</span>
        </label>
        <a href={pathOf("terms", language)}>{checkout.readTerms}</a>
        <p className="checkout-on">
          <button type="submit">{checkout.pay}</button>
        </p>
      </form>
    </Frame>
  );
}
