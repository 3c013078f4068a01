/** Events of pins. `data` holds the pin's id and title as `name`, and for whom it is. */
export type PinEvent = "pin.put" | "pin.taken-off";
