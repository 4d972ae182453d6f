/** The web-platform globals that every host has, workers included; nothing of Node or of the DOM. */
declare class URL {
  constructor(url: string);
  readonly hostname: string;
}
