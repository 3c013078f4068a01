import { Form, useLocation } from "@remix-run/react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, type ButtonLook } from "#app/ui/button.tsx";
import { Dialog } from "#app/ui/dialog.tsx";
import { ProblemSummary } from "#app/ui/problem-summary.tsx";

import { Meanwhile } from "./record-form.tsx";
import { type Hidden, refusalOf } from "./refused.ts";
import { useAnswer } from "./use-answer.ts";

interface ActProps {
  readonly intent: string;
  readonly hidden?: Hidden;
  /** Opens the question. */
  readonly label: string;
  /** Of the button that opens it; quiet where it is not what the page is for. */
  readonly look?: ButtonLook;
  /** The question, with its object. */
  readonly title: string;
  /** What will be different afterwards, and what cannot be undone. */
  readonly consequence: ReactNode;
  /** On the button: the verb and its object. */
  readonly verb: string;
}

/** An act that cannot be undone: asked in a dialog, or in place where there are no scripts. */
export function Act(props: ActProps) {
  const { t } = useTranslation("admin");
  const { key } = useLocation();
  const refused = refusalOf(useAnswer(), props.intent, props.hidden);
  const hasScripts = useScripts();
  const act = <ActForm {...props} />;
  return (
    <div className="grid justify-items-start gap-3">
      {hasScripts ? (
        <Dialog
          key={key}
          trigger={<Button look={props.look ?? "quiet"}>{props.label}</Button>}
          title={props.title}
          text={props.consequence}
          wayOut={t("act.notNow")}
          act={act}
        />
      ) : (
        <details className="disclosure">
          <summary>{props.label}</summary>
          <div className="disclosure-body">
            <h3>{props.title}</h3>
            <p className="dialog-text">{props.consequence}</p>
            <div className="dialog-actions">{act}</div>
          </div>
        </details>
      )}
      {refused && (
        <div>
          <ProblemSummary problems={refused.problems} />
          <Meanwhile refused={refused} />
        </div>
      )}
    </div>
  );
}

function ActForm({ intent, hidden = {}, verb }: ActProps) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" look="primary">
        {verb}
      </Button>
    </Form>
  );
}

function useScripts(): boolean {
  const [hasScripts, setHasScripts] = useState(false);
  useEffect(() => setHasScripts(true), []);
  return hasScripts;
}
