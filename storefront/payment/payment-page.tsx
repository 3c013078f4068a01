import { type Language, pathOf } from "../paths.ts";
import { priceText } from "../words/figures.ts";
import type { Words } from "../words/words.ts";
import type { Outcome } from "./test-machine.ts";
import type { TestPayment } from "./test-provider.ts";

interface PaymentPageProps {
  readonly payment: TestPayment;
  readonly language: Language;
  readonly words: Words["payment"];
}

/** The page of the provider that is built in: what a bank would ask, and the answers a tester may want. */
export function PaymentPage({ payment, language, words }: PaymentPageProps) {
  const isChallenge = payment.state === "challenged";
  const isOver = payment.state !== "open" && !isChallenge;
  return (
    <section className="pay">
      <h1>{isChallenge ? words.challengeTitle : words.title}</h1>
      <p>{isOver ? words.over : isChallenge ? words.challengeLead : words.lead}</p>
      <dl className="pay-sum">
        <div>
          <dt>{words.order}</dt>
          <dd>{payment.orderNumber}</dd>
        </div>
        <div>
          <dt>{words.amount}</dt>
          <dd className="price">{priceText(payment.amountCents, language)}</dd>
        </div>
      </dl>
      {isOver ? (
        <a className="button" href={pathOf("order", language, { number: payment.orderNumber })}>
          {words.back}
        </a>
      ) : (
        <form className="pay-choices" action={pathOf("payment", language, { ref: payment.reference })} method="post">
          {choicesOf(isChallenge, words).map(([outcome, text]) => (
            <button key={outcome} type="submit" name="outcome" value={outcome} className={styleOf(outcome)}>
              {text}
            </button>
          ))}
        </form>
      )}
    </section>
  );
}

function choicesOf(isChallenge: boolean, { outcomes, confirm }: Words["payment"]): readonly [Outcome, string][] {
  const ends: [Outcome, string][] = [
    ["refuse", outcomes.refuse],
    ["abandon", outcomes.abandon],
  ];
  if (isChallenge) return [["success", confirm], ...ends];
  return [["success", outcomes.success], ["challenge", outcomes.challenge], ["late", outcomes.late], ...ends];
}

function styleOf(outcome: Outcome): string | undefined {
  return outcome === "success" ? undefined : "outline";
}
