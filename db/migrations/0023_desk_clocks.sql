CREATE TABLE `calendar_holidays` (
	`calendar_id` int NOT NULL,
	`day` date NOT NULL,
	`source` enum('rule','feed','hand') NOT NULL,
	`from_minute` int NOT NULL DEFAULT 0,
	`to_minute` int NOT NULL DEFAULT 1440,
	`name` varchar(190) NOT NULL,
	CONSTRAINT `calendar_holidays_calendar_id_day_source_from_minute_pk` PRIMARY KEY(`calendar_id`,`day`,`source`,`from_minute`)
);
--> statement-breakpoint
CREATE TABLE `calendar_hours` (
	`calendar_id` int NOT NULL,
	`effective_on` date NOT NULL,
	`week` json NOT NULL,
	CONSTRAINT `calendar_hours_calendar_id_effective_on_pk` PRIMARY KEY(`calendar_id`,`effective_on`)
);
--> statement-breakpoint
CREATE TABLE `calendars` (
	`id` int AUTO_INCREMENT NOT NULL,
	`name` varchar(120) NOT NULL,
	`time_zone` varchar(60) NOT NULL,
	`holiday_country` varchar(2),
	`holiday_region` varchar(10),
	`feed_url` varchar(500),
	`feed_allowed_inside` varchar(190),
	`feed_due_at` datetime(3),
	`feed_tried_at` datetime(3),
	`feed_read_at` datetime(3),
	`feed_error` varchar(60),
	`holidays_until` date,
	`created_at` datetime(3) NOT NULL,
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `calendars_id` PRIMARY KEY(`id`),
	CONSTRAINT `calendars_name_unique` UNIQUE(`name`)
);
--> statement-breakpoint
CREATE TABLE `desk_terms` (
	`id` int AUTO_INCREMENT NOT NULL,
	`client_id` int NOT NULL,
	`priority` int NOT NULL,
	`effective_on` date NOT NULL,
	`calendar_id` int NOT NULL,
	`first_response_minutes` int,
	`next_update_minutes` int,
	`resolution_minutes` int,
	`update_rule` enum('client_spoke_last','since_last_word') NOT NULL DEFAULT 'client_spoke_last',
	`pauses_for_client` boolean NOT NULL DEFAULT false,
	`warn_percent` int NOT NULL DEFAULT 75,
	`created_at` datetime(3) NOT NULL,
	`created_by` varchar(36),
	CONSTRAINT `desk_terms_id` PRIMARY KEY(`id`),
	CONSTRAINT `desk_terms_effect` UNIQUE(`client_id`,`priority`,`effective_on`)
);
--> statement-breakpoint
CREATE TABLE `ticket_clock_tellings` (
	`ticket_id` int NOT NULL,
	`clock` enum('first_response','next_update','resolution') NOT NULL,
	`round` int NOT NULL,
	`level` enum('warned','breached') NOT NULL,
	`at` datetime(3) NOT NULL,
	`elapsed_seconds` int NOT NULL,
	`target_seconds` int NOT NULL,
	`priority` int NOT NULL,
	CONSTRAINT `ticket_clock_tellings_ticket_id_clock_round_level_pk` PRIMARY KEY(`ticket_id`,`clock`,`round`,`level`)
);
--> statement-breakpoint
CREATE TABLE `ticket_clocks` (
	`ticket_id` int NOT NULL,
	`clock` enum('first_response','next_update','resolution') NOT NULL,
	`round` int NOT NULL,
	`started_at` datetime(3) NOT NULL,
	`carried_seconds` int NOT NULL,
	`elapsed_seconds` int NOT NULL,
	`standing` enum('running','paused','stopped') NOT NULL,
	`running_since` datetime(3),
	`stopped_at` datetime(3),
	`priority` int NOT NULL,
	`target_seconds` int,
	`warn_percent` int,
	`calendar_id` int,
	`recount_at` datetime(3),
	CONSTRAINT `ticket_clocks_ticket_id_clock_round_pk` PRIMARY KEY(`ticket_id`,`clock`,`round`)
);
--> statement-breakpoint
ALTER TABLE `calendar_holidays` ADD CONSTRAINT `calendar_holidays_calendar_id_calendars_id_fk` FOREIGN KEY (`calendar_id`) REFERENCES `calendars`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `calendar_hours` ADD CONSTRAINT `calendar_hours_calendar_id_calendars_id_fk` FOREIGN KEY (`calendar_id`) REFERENCES `calendars`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `desk_terms` ADD CONSTRAINT `desk_terms_client_id_clients_id_fk` FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `desk_terms` ADD CONSTRAINT `desk_terms_calendar_id_calendars_id_fk` FOREIGN KEY (`calendar_id`) REFERENCES `calendars`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_clock_tellings` ADD CONSTRAINT `ticket_clock_tellings_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ticket_clocks` ADD CONSTRAINT `ticket_clocks_ticket_id_tickets_id_fk` FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `ticket_clock_running` ON `ticket_clocks` (`standing`,`ticket_id`);--> statement-breakpoint
CREATE INDEX `ticket_clock_stopped` ON `ticket_clocks` (`stopped_at`);--> statement-breakpoint
CREATE INDEX `ticket_clock_recount` ON `ticket_clocks` (`recount_at`);--> statement-breakpoint
-- What contracts promised for the first response is kept, a client's strictest where its projects differ, around the clock until a calendar is chosen.
INSERT INTO `calendars` (`name`, `time_zone`, `created_at`) SELECT '24/7', 'Europe/Paris', UTC_TIMESTAMP(3) FROM `contract_terms` LIMIT 1;--> statement-breakpoint
INSERT INTO `calendar_hours` (`calendar_id`, `effective_on`, `week`) SELECT `id`, '1970-01-01', '[[{"from":0,"to":1440}],[{"from":0,"to":1440}],[{"from":0,"to":1440}],[{"from":0,"to":1440}],[{"from":0,"to":1440}],[{"from":0,"to":1440}],[{"from":0,"to":1440}]]' FROM `calendars`;--> statement-breakpoint
INSERT INTO `desk_terms` (`client_id`, `priority`, `effective_on`, `calendar_id`, `first_response_minutes`, `created_at`)
SELECT p.`client_id`, n.`priority`, t.`effective_on`, c.`id`,
  MIN(CAST(JSON_UNQUOTE(JSON_EXTRACT(t.`response_minutes`, CASE n.`priority` WHEN 1 THEN '$.urgent' WHEN 2 THEN '$.high' WHEN 3 THEN '$.normal' ELSE '$.low' END)) AS UNSIGNED)),
  MIN(t.`created_at`)
FROM `contract_terms` t
JOIN `projects` p ON p.`id` = t.`project_id`
JOIN `calendars` c ON c.`name` = '24/7'
CROSS JOIN (SELECT 1 AS `priority` UNION SELECT 2 UNION SELECT 3 UNION SELECT 4) n
GROUP BY p.`client_id`, n.`priority`, t.`effective_on`, c.`id`;--> statement-breakpoint
ALTER TABLE `contract_terms` DROP COLUMN `response_minutes`;