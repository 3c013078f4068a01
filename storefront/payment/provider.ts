import type { Language } from "../paths.ts";

/** What a payment provider can say of a payment in the end. Between opening and that it says nothing. */
export type Verdict = "succeeded" | "refused" | "abandoned";

export interface PaymentRequest {
  /** Ours, one a payment: opening the same reference again opens nothing new. */
  readonly reference: string;
  readonly amountCents: number;
  readonly orderNumber: string;
  /** Of the page on which the shopper pays. */
  readonly language: Language;
}

/** A callback whose signature was right. */
export interface PaymentNews {
  readonly reference: string;
  readonly verdict: Verdict;
  readonly amountCents: number;
}

/** A company that takes money. Implementations: the test provider in this folder. */
export interface PaymentProvider {
  /** Opens a payment and gives the address where the shopper pays. May be called again after a crash. */
  open(request: PaymentRequest): Promise<{ payUrl: string }>;
  /** Reads a callback; null when its signature is not the provider's or it says nothing we know. */
  read(body: string, signature: string | undefined): PaymentNews | null;
  /** Gives the whole amount back. May be called again after a crash. */
  refund(reference: string): Promise<void>;
}
