/** The longest text that is read, in UTF-16 units; no configuration comes near it. */
export const MAX_TEXT = 8_000_000;
