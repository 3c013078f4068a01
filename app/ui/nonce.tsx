import { createContext, type ReactNode, useContext } from "react";

const Nonce = createContext<string | undefined>(undefined);

/** The nonce of this response. On the server only: browsers hide it from scripts once it has served. */
export function NonceProvider({ nonce, children }: { nonce: string; children: ReactNode }) {
  return <Nonce.Provider value={nonce}>{children}</Nonce.Provider>;
}

export function useNonce(): string | undefined {
  return useContext(Nonce);
}
