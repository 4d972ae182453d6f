/** The name of the file that configures a folder and everything below it. */
export const CONFIG_NAME = '.pinwarden.json';

/** A larger configuration is not read. In bytes. */
export const MAX_CONFIG = 1_000_000;
