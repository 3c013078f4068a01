CREATE INDEX `ticket_news` ON `tickets` (`last_public_at`);--> statement-breakpoint
CREATE INDEX `ticket_project_news` ON `tickets` (`project_id`,`last_public_at`);