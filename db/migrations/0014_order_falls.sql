CREATE TABLE `order_falls` (
	`id` int AUTO_INCREMENT NOT NULL,
	`project_id` int NOT NULL,
	`began_at` bigint NOT NULL,
	`told_at` datetime(3) NOT NULL,
	`ended_at` bigint,
	`facts` json NOT NULL,
	`open_project_id` int,
	CONSTRAINT `order_falls_id` PRIMARY KEY(`id`),
	CONSTRAINT `order_fall_open` UNIQUE(`open_project_id`)
);
--> statement-breakpoint
ALTER TABLE `order_falls` ADD CONSTRAINT `order_falls_project_id_projects_id_fk` FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `order_fall_project` ON `order_falls` (`project_id`);