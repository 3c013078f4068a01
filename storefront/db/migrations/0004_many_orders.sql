CREATE INDEX `order_basket` ON `orders` (`basket_id`);--> statement-breakpoint
CREATE INDEX `payment_state` ON `payments` (`state`);--> statement-breakpoint
CREATE INDEX `test_payment_tell` ON `test_payments` (`tell_at`);--> statement-breakpoint
CREATE INDEX `workflow_ended` ON `workflow_instances` (`ended_at`);