CREATE TABLE `stock_changes` (
	`id` int AUTO_INCREMENT NOT NULL,
	`product_id` int NOT NULL,
	`at` datetime(3) NOT NULL,
	`from_stock` int NOT NULL,
	`to_stock` int NOT NULL,
	`reason` varchar(200) NOT NULL,
	CONSTRAINT `stock_changes_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `partner_commands` (
	`command_key` varchar(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`kind` varchar(40) NOT NULL,
	`order_number` varchar(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`body` json NOT NULL,
	`at` datetime(3) NOT NULL,
	CONSTRAINT `partner_commands_command_key` PRIMARY KEY(`command_key`)
);
--> statement-breakpoint
CREATE TABLE `workflow_events` (
	`id` int AUTO_INCREMENT NOT NULL,
	`order_id` int NOT NULL,
	`version` int NOT NULL,
	`at` datetime(3) NOT NULL,
	`kind` enum('started','step','answer','timer','cancellation','failure','incident','correction','retry','end') NOT NULL,
	`step` varchar(60),
	`detail` varchar(400),
	`actor` varchar(60) NOT NULL,
	CONSTRAINT `workflow_events_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `workflow_leases` (
	`name` varchar(40) NOT NULL,
	`holder` varchar(60) NOT NULL,
	`held_until` bigint NOT NULL,
	CONSTRAINT `workflow_leases_name` PRIMARY KEY(`name`)
);
--> statement-breakpoint
ALTER TABLE `payments` MODIFY COLUMN `state` enum('pending','challenged','paid','refused','abandoned','refund_due','refunded') NOT NULL DEFAULT 'pending';--> statement-breakpoint
ALTER TABLE `workflow_instances` MODIFY COLUMN `state` json;--> statement-breakpoint
ALTER TABLE `workflow_instances` ADD `waiting_since` datetime(3) NOT NULL;--> statement-breakpoint
ALTER TABLE `workflow_instances` ADD `timers` json NOT NULL;--> statement-breakpoint
ALTER TABLE `workflow_instances` ADD `variables` json NOT NULL;--> statement-breakpoint
ALTER TABLE `workflow_instances` ADD `attempts` int DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `workflow_instances` ADD `cancel_requested_at` datetime(3);--> statement-breakpoint
ALTER TABLE `workflow_instances` ADD `ended_at` datetime(3);--> statement-breakpoint
ALTER TABLE `stock_changes` ADD CONSTRAINT `stock_changes_product_id_products_id_fk` FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `workflow_events` ADD CONSTRAINT `workflow_events_order_id_orders_id_fk` FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `stock_change_product` ON `stock_changes` (`product_id`,`at`);--> statement-breakpoint
CREATE INDEX `workflow_event_order` ON `workflow_events` (`order_id`,`id`);--> statement-breakpoint
ALTER TABLE `workflow_instances` DROP COLUMN `leased_by`;--> statement-breakpoint
ALTER TABLE `workflow_instances` DROP COLUMN `leased_until`;