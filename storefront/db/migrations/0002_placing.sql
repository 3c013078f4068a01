CREATE TABLE `test_payments` (
	`reference` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`order_number` varchar(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`amount_cents` int NOT NULL,
	`state` enum('open','challenged','succeeded','refused','abandoned','refunded') NOT NULL DEFAULT 'open',
	`tell_at` datetime(3),
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `test_payments_reference` PRIMARY KEY(`reference`)
);
--> statement-breakpoint
ALTER TABLE `baskets` ADD `checkout` json;--> statement-breakpoint
ALTER TABLE `baskets` ADD `customer_id` int;--> statement-breakpoint
ALTER TABLE `orders` ADD `basket_id` int;--> statement-breakpoint
ALTER TABLE `outbox` ADD `next_attempt_at` datetime(3);--> statement-breakpoint
ALTER TABLE `outbox` ADD `failed_at` datetime(3);--> statement-breakpoint
ALTER TABLE `baskets` ADD CONSTRAINT `baskets_customer_id_customers_id_fk` FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `order_status` ON `orders` (`status`,`placed_at`);