import { Form, Link, useLocation, useNavigation } from "@remix-run/react";
import { createContext, type ReactNode, useContext, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, type ButtonLook } from "#app/ui/button.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { ProblemSummary } from "#app/ui/problem-summary.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import { type Hidden, type RefusedRecord, refusalOf } from "./refused.ts";
import { useAnswer } from "./use-answer.ts";

const Refused = createContext<RefusedRecord | null>(null);

/** Tells the fields of a form that is drawn by itself what refused it. */
export const RefusedFields = Refused.Provider;

/** The refusal of the form around, for its fields. */
export function useRefusal(): RefusedRecord | null {
  return useContext(Refused);
}

interface RecordFormProps {
  /** Which of the page's forms this is; its action reads it. */
  readonly intent: string;
  readonly hidden?: Hidden;
  /** On the button: what happens. */
  readonly verb: string;
  readonly look?: ButtonLook;
  /** Fields side by side where there is room. */
  readonly wide?: boolean;
  /** Files may go with it, which its action reads by `readForm`. */
  readonly files?: boolean;
  readonly children?: ReactNode;
}

/**
 * A form about one row. It works without scripts, keeps what was typed when it is refused, and says who was first when
 * somebody else wrote the row meanwhile. The version that was read stays until the page is opened anew.
 */
export function RecordForm({ intent, hidden = {}, verb, look = "primary", wide, files, children }: RecordFormProps) {
  const { t, i18n } = useTranslation("admin");
  const answer = useAnswer();
  const refused = refusalOf(answer, intent, hidden);
  const named = Object.keys(refused?.problems ?? {}).filter((field) => i18n.exists(`admin:fields.${field}`));
  const labels = Object.fromEntries(named.map((field) => [field, t(`fields.${field}`)]));
  const { key } = useLocation();
  // A refusal is shown before its navigation ends: counted by the location, what is typed in between would be lost.
  const turn = useTurn(refused ? answer : key);
  const isSending = useNavigation().state === "submitting";
  return (
    <Refused.Provider value={refused}>
      {/* Each answer remounts the form, so that its fields start from what it says: saved values, or what was typed. */}
      <Form
        key={turn}
        method="post"
        encType={files ? "multipart/form-data" : undefined}
        preventScrollReset
        className={wide ? "form form-wide" : "form"}
        noValidate
      >
        <input type="hidden" name="intent" value={intent} />
        {Object.entries(hidden).map(([name, value]) => (
          <Held key={name} name={name} value={(name === "version" && refused?.typed.version?.[0]) || value} />
        ))}
        {refused && (
          <div className="col-span-full w-full">
            <ProblemSummary problems={refused.problems} labels={labels} />
            <Meanwhile refused={refused} />
          </div>
        )}
        {children}
        <div className="form-actions">
          <Button type="submit" look={look} aria-disabled={isSending || undefined}>
            {verb}
          </Button>
        </div>
      </Form>
    </Refused.Provider>
  );
}

/** Counts how often the value became another one. */
export function useTurn(of: unknown): number {
  const held = useRef({ of, turn: 0 });
  if (held.current.of !== of) held.current = { of, turn: held.current.turn + 1 };
  return held.current.turn;
}

/** What the form was opened with: a page that reads its data again must not take another's change for one's own. */
function Held({ name, value }: { name: string; value: string | number }) {
  const [opened] = useState(value);
  return <input type="hidden" name={name} value={opened} />;
}

/** Who was first, and the way to the row as it now is. */
export function Meanwhile({ refused }: { refused: RefusedRecord }) {
  const { t } = useTranslation("admin");
  const { pathname, search } = useLocation();
  const format = useFormat();
  if (refused.problems.form !== "admin:refused.changedMeanwhile") return null;
  return (
    <p className="mt-2 text-[14px] text-ink2">
      {refused.last &&
        t("meanwhile.who", { name: refused.last.actorName, when: format.dateTime(parseInstant(refused.last.at)) })}{" "}
      <Link to={pathname + search} reloadDocument>
        {t("meanwhile.reload")}
      </Link>
    </p>
  );
}
