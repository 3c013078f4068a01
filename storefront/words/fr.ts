import { account } from "./fr/account.ts";
import { basket } from "./fr/basket.ts";
import { catalogue } from "./fr/catalogue.ts";
import { centres } from "./fr/centres.ts";
import { checkout } from "./fr/checkout.ts";
import { legal } from "./fr/legal.ts";
import { mail } from "./fr/mail.ts";
import { milestones } from "./fr/milestones.ts";
import { orders } from "./fr/orders.ts";
import { payment } from "./fr/payment.ts";
import { shell } from "./fr/shell.ts";
import { terms } from "./fr/terms.ts";

/** The shop's texts, a record a concept; Spanish has every key of these. */
export const fr = {
  account,
  basket,
  catalogue,
  centres,
  checkout,
  legal,
  mail,
  milestones,
  orders,
  payment,
  shell,
  terms,
};

export type Words = typeof fr;
