import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";

interface DialogProps {
  readonly trigger?: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** The question, with its object: "Retire web-2 on 8 December?" */
  readonly title: string;
  /** Consequence, price, window. */
  readonly text?: ReactNode;
  /** The act, its button repeating the verb, and the words of the way out. */
  readonly children?: ReactNode;
  readonly wayOut: string;
  readonly act?: ReactNode;
}

/** Only for approvals and the irreversible. Focus stays inside, Escape leaves, and focus goes back to where it was. */
export function Dialog({ trigger, open, onOpenChange, title, text, children, act, wayOut }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="overlay" />
        <Radix.Content className="dialog" {...(text ? {} : { "aria-describedby": undefined })}>
          <Radix.Title>{title}</Radix.Title>
          {text && <Radix.Description className="dialog-text">{text}</Radix.Description>}
          {children}
          <div className="dialog-actions">
            {act}
            <Radix.Close className="button button-quiet">{wayOut}</Radix.Close>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
