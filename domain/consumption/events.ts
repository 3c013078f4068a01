/** Events of consumption. `data` holds the row's id and what it is for; never what it costs. */
export type ConsumptionEvent = "price.agreed" | "price.withdrawn" | "quota.agreed" | "quota.withdrawn";
