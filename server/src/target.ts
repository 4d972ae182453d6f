/** A host that a person asked for, and its port. */
export interface HostTarget {
  readonly host: string;
  readonly port: number;
}

/** Reads `host`, `host:port`, `[::1]:port` or an `https` address; nothing for what looks like a path. */
export function parseTarget(text: string): HostTarget | undefined {
  const authority = /^https:\/\/(?:[^/@]*@)?([^/?#]*)/i.exec(text)?.[1] ?? text;
  if (authority === '' || /[/\\]/.test(authority)) return undefined;
  const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(authority);
  const plain = /^([^:]*)(?::(\d{1,5}))?$/.exec(authority);
  const [, host = authority, port] = bracketed ?? plain ?? [];
  return host === '' ? undefined : { host, port: port === undefined ? 443 : Number(port) };
}
