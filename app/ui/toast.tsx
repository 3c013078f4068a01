import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

interface Message {
  readonly id: number;
  readonly text: string;
  readonly undo?: () => void;
}

type Show = (message: { text: string; undo?: () => void }) => void;

const ShowToast = createContext<Show | null>(null);

/** How long a toast stays; pointer and focus hold it. */
const SHOWN_MS = 6_000;

/** One line at the bottom left that something was done, with undo. Never for errors, never the only trace. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation("ui");
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const show = useCallback<Show>(
    (message) => setMessages((shown) => [...shown, { ...message, id: (shown.at(-1)?.id ?? 0) + 1 }]),
    [],
  );
  const drop = (id: number) => setMessages((shown) => shown.filter((message) => message.id !== id));
  return (
    <ShowToast.Provider value={useMemo(() => show, [show])}>
      <Radix.Provider duration={SHOWN_MS} label={t("toast.name")} swipeDirection="left">
        {children}
        {messages.map(({ id, text, undo }) => (
          <Radix.Root key={id} className="toast" onOpenChange={(open) => !open && drop(id)}>
            <Radix.Title>{text}</Radix.Title>
            {undo && (
              <Radix.Action altText={t("toast.undo")} onClick={undo}>
                {t("toast.undo")}
              </Radix.Action>
            )}
          </Radix.Root>
        ))}
        {/* Radix writes a style attribute into it on the server, which the CSP refuses: it comes with the first toast. */}
        {messages.length > 0 && <Radix.Viewport className="toasts" label={t("toast.name")} />}
      </Radix.Provider>
    </ShowToast.Provider>
  );
}

export function useToast(): Show {
  const show = useContext(ShowToast);
  if (!show) throw new Error("useToast needs a ToastProvider above it");
  return show;
}
