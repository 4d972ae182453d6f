import { getProxyForUrl } from 'proxy-from-env';
import type { HttpProxy, ProxyChoice } from './net';

/** The proxy that HTTPS_PROXY, ALL_PROXY and NO_PROXY, in either case, name for a host. */
export const environmentProxy: ProxyChoice = (host, port) => {
  const url = getProxyForUrl(`https://${authorityOf(host, port)}`);
  if (url === '') return undefined;
  // A bare `proxy:3128` gets the scheme of the target from the library, but everyone else takes it for HTTP.
  const bare = url.replace(/^https:\/\//, '');
  const isBare = url !== bare && NAMES.some((name) => process.env[name] === bare);
  return { url: isBare ? `http://${bare}` : url };
};

const NAMES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] as const;

/** What an editor's own settings say about proxies, empty where they say nothing. */
export interface ProxySettings {
  readonly url: string;
  /** Hosts, with all their subdomains, that are reached directly; `host:port` for one port, `*` for all. */
  readonly except: readonly string[];
  readonly isOff: boolean;
  /** The whole value of `Proxy-Authorization`. */
  readonly authorization: string;
}

/** The proxy that an editor's settings name for a host; what they leave open, the environment decides. */
export function settingsProxy({ url, except, isOff, authorization }: ProxySettings): ProxyChoice {
  return (host, port): HttpProxy | undefined => {
    const exceptions =
      except.length > 0 ? except : listed(process.env['no_proxy'] || process.env['NO_PROXY']);
    if (isOff || isExcepted(host, port, exceptions)) return undefined;
    const choice = url === '' ? environmentProxy(host, port) : { url };
    return choice && authorization !== '' ? { ...choice, authorization } : choice;
  };
}

function authorityOf(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function listed(text: string | undefined): readonly string[] {
  return (text ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
}

function isExcepted(host: string, port: number, exceptions: readonly string[]): boolean {
  return exceptions.some((entry) => {
    const [, name = '', only] = /^(.*?)(?::(\d{1,5}))?$/.exec(bracketed(entry.trim().toLowerCase())) ?? [];
    if (name === '' || (only !== undefined && Number(only) !== port)) return false;
    const domain = name.replace(/^\*?\.?/, '');
    const own = host.includes(':') ? `[${host}]` : host;
    return name === '*' || own === domain || own.endsWith(`.${domain}`);
  });
}

/** People write IPv6 addresses with and without brackets. */
function bracketed(entry: string): string {
  return /^[0-9a-f:.]*:[0-9a-f.]*:[0-9a-f:.]*$/.test(entry) ? `[${entry}]` : entry;
}
