/** `data` holds the page's id and title as `name`, its visibility, and the services that it shows. */
export type StatusEvent = "status_page.edited";
