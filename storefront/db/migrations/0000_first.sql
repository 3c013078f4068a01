CREATE TABLE `basket_lines` (
	`basket_id` int NOT NULL,
	`product_id` int NOT NULL,
	`quantity` smallint NOT NULL,
	CONSTRAINT `basket_lines_basket_id_product_id_pk` PRIMARY KEY(`basket_id`,`product_id`)
);
--> statement-breakpoint
CREATE TABLE `baskets` (
	`id` int AUTO_INCREMENT NOT NULL,
	`token_hash` char(64) NOT NULL,
	`centre_id` int,
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `baskets_id` PRIMARY KEY(`id`),
	CONSTRAINT `basket_token` UNIQUE(`token_hash`)
);
--> statement-breakpoint
CREATE TABLE `centres` (
	`id` int AUTO_INCREMENT NOT NULL,
	`slug` varchar(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`name` varchar(120) NOT NULL,
	`country` enum('FR','ES') NOT NULL,
	`postcode` varchar(10) NOT NULL,
	`town` varchar(80) NOT NULL,
	`address` varchar(160) NOT NULL,
	`latitude` double NOT NULL,
	`longitude` double NOT NULL,
	`hours` json NOT NULL,
	`fitting_cents` int NOT NULL,
	`capacity_per_slot` smallint NOT NULL,
	`hidden` boolean NOT NULL DEFAULT false,
	CONSTRAINT `centres_id` PRIMARY KEY(`id`),
	CONSTRAINT `centre_slug` UNIQUE(`slug`)
);
--> statement-breakpoint
CREATE TABLE `customers` (
	`id` int AUTO_INCREMENT NOT NULL,
	`email` varchar(190) NOT NULL,
	`name` varchar(120) NOT NULL,
	`password_hash` varchar(200),
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `customers_id` PRIMARY KEY(`id`),
	CONSTRAINT `customer_email` UNIQUE(`email`)
);
--> statement-breakpoint
CREATE TABLE `order_lines` (
	`order_id` int NOT NULL,
	`position` smallint NOT NULL,
	`product_id` int,
	`title` varchar(190) NOT NULL,
	`quantity` smallint NOT NULL,
	`unit_cents` int NOT NULL,
	`net_cents` int NOT NULL,
	`vat_cents` int NOT NULL,
	CONSTRAINT `order_lines_order_id_position_pk` PRIMARY KEY(`order_id`,`position`)
);
--> statement-breakpoint
CREATE TABLE `order_steps` (
	`order_id` int NOT NULL,
	`step` varchar(40) NOT NULL,
	`at` datetime(3) NOT NULL,
	`note` varchar(400),
	CONSTRAINT `order_steps_order_id_step_at_pk` PRIMARY KEY(`order_id`,`step`,`at`)
);
--> statement-breakpoint
CREATE TABLE `orders` (
	`id` int AUTO_INCREMENT NOT NULL,
	`number` varchar(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`customer_id` int,
	`email` varchar(190) NOT NULL,
	`name` varchar(120) NOT NULL,
	`phone` varchar(40),
	`address` varchar(160) NOT NULL,
	`postcode` varchar(10) NOT NULL,
	`town` varchar(80) NOT NULL,
	`language` enum('fr','es') NOT NULL,
	`country` enum('FR','ES') NOT NULL,
	`centre_id` int,
	`slot_at` datetime(3),
	`net_cents` int NOT NULL,
	`vat_cents` int NOT NULL,
	`total_cents` int NOT NULL,
	`status` enum('placed','paid','ordered','shipped','delivered','confirmed','fitted','closed','cancelled','refunded') NOT NULL DEFAULT 'placed',
	`is_test` boolean NOT NULL DEFAULT false,
	`placed_at` datetime(3) NOT NULL,
	`paid_at` datetime(3),
	CONSTRAINT `orders_id` PRIMARY KEY(`id`),
	CONSTRAINT `order_number` UNIQUE(`number`)
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` int AUTO_INCREMENT NOT NULL,
	`order_id` int,
	`recipient` varchar(190) NOT NULL,
	`subject` varchar(190) NOT NULL,
	`text` text NOT NULL,
	`html` text,
	`created_at` datetime(3) NOT NULL,
	`sent_at` datetime(3),
	`attempts` int NOT NULL DEFAULT 0,
	`last_error` varchar(400),
	CONSTRAINT `outbox_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `payments` (
	`id` int AUTO_INCREMENT NOT NULL,
	`order_id` int NOT NULL,
	`provider_ref` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`state` enum('pending','challenged','paid','refused','abandoned','refunded') NOT NULL DEFAULT 'pending',
	`amount_cents` int NOT NULL,
	`reason` varchar(120),
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `payments_id` PRIMARY KEY(`id`),
	CONSTRAINT `payment_reference` UNIQUE(`provider_ref`)
);
--> statement-breakpoint
CREATE TABLE `products` (
	`id` int AUTO_INCREMENT NOT NULL,
	`slug` varchar(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`brand` varchar(60) NOT NULL,
	`model` varchar(80) NOT NULL,
	`width` smallint NOT NULL,
	`ratio` smallint NOT NULL,
	`diameter` smallint NOT NULL,
	`load_index` smallint NOT NULL,
	`speed` char(1) NOT NULL,
	`season` enum('summer','winter','all_season') NOT NULL,
	`run_flat` boolean NOT NULL DEFAULT false,
	`price_cents` int NOT NULL,
	`energy` enum('A','B','C','D','E') NOT NULL,
	`wet` enum('A','B','C','D','E') NOT NULL,
	`noise_db` smallint NOT NULL,
	`noise_class` enum('A','B','C') NOT NULL,
	`stock` int NOT NULL,
	`hidden` boolean NOT NULL DEFAULT false,
	CONSTRAINT `products_id` PRIMARY KEY(`id`),
	CONSTRAINT `product_slug` UNIQUE(`slug`)
);
--> statement-breakpoint
CREATE TABLE `vehicle_dimensions` (
	`vehicle_id` int NOT NULL,
	`width` smallint NOT NULL,
	`ratio` smallint NOT NULL,
	`diameter` smallint NOT NULL,
	`load_index` smallint NOT NULL,
	`speed` char(1) NOT NULL,
	CONSTRAINT `vehicle_dimensions_vehicle_id_width_ratio_diameter_pk` PRIMARY KEY(`vehicle_id`,`width`,`ratio`,`diameter`)
);
--> statement-breakpoint
CREATE TABLE `vehicles` (
	`id` int AUTO_INCREMENT NOT NULL,
	`make` varchar(60) NOT NULL,
	`model` varchar(60) NOT NULL,
	`version` varchar(80) NOT NULL,
	`from_year` smallint NOT NULL,
	`to_year` smallint,
	CONSTRAINT `vehicles_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `workflow_instances` (
	`order_id` int NOT NULL,
	`state` json NOT NULL,
	`version` int NOT NULL DEFAULT 0,
	`waiting_step` varchar(60),
	`due_at` datetime(3),
	`incident` json,
	`leased_by` varchar(60),
	`leased_until` datetime(3),
	CONSTRAINT `workflow_instances_order_id` PRIMARY KEY(`order_id`)
);
--> statement-breakpoint
ALTER TABLE `basket_lines` ADD CONSTRAINT `basket_lines_basket_id_baskets_id_fk` FOREIGN KEY (`basket_id`) REFERENCES `baskets`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `basket_lines` ADD CONSTRAINT `basket_lines_product_id_products_id_fk` FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `baskets` ADD CONSTRAINT `baskets_centre_id_centres_id_fk` FOREIGN KEY (`centre_id`) REFERENCES `centres`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `order_lines` ADD CONSTRAINT `order_lines_order_id_orders_id_fk` FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `order_lines` ADD CONSTRAINT `order_lines_product_id_products_id_fk` FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `order_steps` ADD CONSTRAINT `order_steps_order_id_orders_id_fk` FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `orders` ADD CONSTRAINT `orders_customer_id_customers_id_fk` FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `orders` ADD CONSTRAINT `orders_centre_id_centres_id_fk` FOREIGN KEY (`centre_id`) REFERENCES `centres`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `outbox` ADD CONSTRAINT `outbox_order_id_orders_id_fk` FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `payments` ADD CONSTRAINT `payments_order_id_orders_id_fk` FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `vehicle_dimensions` ADD CONSTRAINT `vehicle_dimensions_vehicle_id_vehicles_id_fk` FOREIGN KEY (`vehicle_id`) REFERENCES `vehicles`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `workflow_instances` ADD CONSTRAINT `workflow_instances_order_id_orders_id_fk` FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `basket_updated` ON `baskets` (`updated_at`);--> statement-breakpoint
CREATE INDEX `centre_postcode` ON `centres` (`country`,`postcode`);--> statement-breakpoint
CREATE INDEX `order_email` ON `orders` (`email`);--> statement-breakpoint
CREATE INDEX `order_placed` ON `orders` (`placed_at`);--> statement-breakpoint
CREATE INDEX `order_slot` ON `orders` (`centre_id`,`slot_at`);--> statement-breakpoint
CREATE INDEX `outbox_unsent` ON `outbox` (`sent_at`,`created_at`);--> statement-breakpoint
CREATE INDEX `payment_order` ON `payments` (`order_id`);--> statement-breakpoint
CREATE INDEX `product_dimension` ON `products` (`width`,`ratio`,`diameter`);--> statement-breakpoint
CREATE INDEX `vehicle_model` ON `vehicles` (`make`,`model`);--> statement-breakpoint
CREATE INDEX `workflow_due` ON `workflow_instances` (`due_at`);--> statement-breakpoint
CREATE INDEX `workflow_step` ON `workflow_instances` (`waiting_step`);