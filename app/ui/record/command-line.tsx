import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";

/** A text to take elsewhere, whole, and a button that copies it. */
export function CommandLine({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation("admin");
  const [isCopied, setIsCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(text).then(() => setIsCopied(true));
  return (
    <div className="grid gap-1">
      <div className="record-line">
        <span className="label">{label}</span>
        <Button look="quiet" onClick={copy} aria-live="polite">
          {t(isCopied ? "enrolment.copied" : "enrolment.copy")}
        </Button>
      </div>
      <code className="command-line">{text}</code>
    </div>
  );
}
