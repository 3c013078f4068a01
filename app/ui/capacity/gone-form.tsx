import { ProblemSummary } from "#app/ui/problem-summary.tsx";
import { Meanwhile } from "#app/ui/record/record-form.tsx";
import { isRefused, type RefusedRecord } from "#app/ui/record/refused.ts";
import { useAnswer } from "#app/ui/record/use-answer.ts";

/**
 * The refusal of a form that the page no longer has: somebody else was first, and what one answered to is decided. The
 * other refusals stand in their forms.
 */
export function GoneForm({ isShown }: { isShown: (refused: RefusedRecord) => boolean }) {
  const answer = useAnswer();
  if (!isRefused(answer) || isShown(answer)) return null;
  return (
    <div className="mt-4">
      <ProblemSummary problems={answer.problems} />
      <Meanwhile refused={answer} />
    </div>
  );
}
