import { account } from "./es/account.ts";
import { basket } from "./es/basket.ts";
import { catalogue } from "./es/catalogue.ts";
import { centres } from "./es/centres.ts";
import { checkout } from "./es/checkout.ts";
import { legal } from "./es/legal.ts";
import { mail } from "./es/mail.ts";
import { milestones } from "./es/milestones.ts";
import { orders } from "./es/orders.ts";
import { payment } from "./es/payment.ts";
import { shell } from "./es/shell.ts";
import { terms } from "./es/terms.ts";
import type { Words } from "./fr.ts";

export const es: Words = {
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
