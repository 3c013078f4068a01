import { ownerOrders as words } from "../../words/fr/owner-orders.ts";
import type { OrderStatus } from "./list.ts";

interface OrderMarksProps {
  readonly status: OrderStatus;
  readonly isTest: boolean;
  readonly isStuck: boolean;
}

/** Where an order is, and what is unusual about it: in words, with a colour beside them. */
export function OrderMarks({ status, isTest, isStuck }: OrderMarksProps) {
  return (
    <span className="owner-marks">
      <span className={`mark mark-${status}`}>{words.status[status]}</span>
      {isStuck && <span className="mark mark-stuck">{words.stuck}</span>}
      {isTest && <span className="mark mark-test">{words.test}</span>}
    </span>
  );
}
