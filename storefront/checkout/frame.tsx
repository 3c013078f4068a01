import type { ReactNode } from "react";

import type { Contents } from "../basket/contents.ts";
import { Summary } from "../basket/summary.tsx";
import { type Language, pathOf } from "../paths.ts";
import type { Words } from "../words/words.ts";
import { mayBeOn, type Progress, STEPS, type Step } from "./progress.ts";

/** What every step's page is given. */
export interface StepProps {
  readonly progress: Progress;
  readonly language: Language;
  readonly words: Words;
}

interface FrameProps extends StepProps {
  readonly step: Step;
  /** What was wrong with what was just sent, in words. */
  readonly problem?: string;
  readonly children: ReactNode;
}

/** A step of the checkout: the way there, the step, and what is bought beside it. */
export function Frame({ step, progress, language, words, problem, children }: FrameProps) {
  return (
    <div className="checkout">
      <h1>{words.checkout.title}</h1>
      <Way {...{ step, language, words }} next={progress.next} />
      {problem && (
        <p className="told told-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="basket-columns">
        <section aria-label={words.checkout.steps[step]}>{children}</section>
        <Bought contents={progress.contents} language={language} words={words} />
      </div>
    </div>
  );
}

/** The three steps; those that can be gone to are links. */
function Way({
  step,
  next,
  language,
  words: { checkout },
}: Pick<FrameProps, "step" | "language" | "words"> & { next: Progress["next"] }) {
  return (
    <nav aria-label={checkout.stepsLabel}>
      <ol className="checkout-steps">
        {STEPS.map((one) => (
          <li key={one}>
            {one !== step && mayBeOn(one, next) ? (
              <a href={pathOf(one, language)}>{checkout.steps[one]}</a>
            ) : (
              <span aria-current={one === step ? "step" : undefined}>{checkout.steps[one]}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Bought({ contents, language, words }: { contents: Contents; language: Language; words: Words }) {
  return (
    <aside className="summary">
      <Summary contents={contents} language={language} words={words} />
      <p className="summary-note">
        <a href={pathOf("basket", language)}>{words.checkout.toBasket}</a>
      </p>
    </aside>
  );
}
