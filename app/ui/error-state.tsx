import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "./button.tsx";
import { StateMark } from "./state-mark.tsx";

interface ErrorStateProps {
  /** What failed, and since when. */
  readonly title: string;
  /** What still holds. */
  readonly text?: ReactNode;
  readonly onRetry?: () => void;
}

export function ErrorState({ title, text, onRetry }: ErrorStateProps) {
  const { t } = useTranslation("ui");
  return (
    <div className="notice notice-error" role="alert">
      <p className="notice-title">
        <StateMark state="crit" />
        {title}
      </p>
      {text && <p>{text}</p>}
      {onRetry && (
        <div className="notice-actions">
          <Button onClick={onRetry}>{t("retry")}</Button>
        </div>
      )}
    </div>
  );
}
