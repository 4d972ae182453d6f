import * as l10n from './core/l10n';
import type { Note, Refusal } from './net';

/** Why there is no chain: one clause in lower case, save for names, that names the host and the way out. */
export function refusalText(refusal: Refusal): string {
  const { label, proxy } = refusal;
  const isUnasked = refusal.code.startsWith('proxy-') || refusal.code === 'private-address';
  if (isUnasked) return unaskedText(refusal);
  return askedText(
    refusal,
    proxy === undefined ? label : l10n.t('{0} (through the proxy {1})', label, proxy),
  );
}

/** The same with a code: what Node or a proxy said, where they said something. */
export function refusalError(refusal: Refusal): { readonly code: string; readonly message: string } {
  return { code: refusal.cause ?? refusal.code, message: refusalText(refusal) };
}

/** What could not be read beside the chains, or how they came: one clause in lower case. */
export function noteText(note: Note): string {
  switch (note.code) {
    case 'addresses-omitted':
      return l10n.t("only {0} of the host's {1} addresses were asked", note.asked, note.all);
    case 'through-proxy':
      return note.isLimited
        ? l10n.t(
            '{0} was asked through the proxy {1}, so its addresses cannot be asked one by one',
            note.label,
            note.proxy,
          )
        : l10n.t('{0} was asked through the proxy {1}', note.label, note.proxy);
    case 'address-refused':
      return refusalText(note.refusal);
    case 'key-type-unasked':
      return l10n.t('the TLS library here cannot ask {0} for an {1} certificate', note.address, note.keyType);
    case 'key-type-absent':
      return l10n.t('{0} offers no {1} certificate', note.address, note.keyType);
    case 'key-type-refused':
      return l10n.t('no word on an {0} certificate: {1}', note.keyType, refusalText(note.refusal));
  }
}

/** The host was never connected to. */
function unaskedText({ code, label, proxy = '' }: Refusal): string {
  switch (code) {
    case 'private-address':
      return l10n.t(
        '{0} is not on the public internet: private addresses are dialled only when allowed explicitly',
        label,
      );
    case 'proxy-setting':
      return l10n.t(
        'the proxy set for {0} is not an http:// or https:// address: correct the setting',
        label,
      );
    case 'proxy-unreachable':
      return l10n.t(
        'the proxy {1} for {0} cannot be reached or trusted: check the proxy setting',
        label,
        proxy,
      );
    case 'proxy-login':
      return l10n.t(
        'the proxy {1} wants a valid user and password for {0}: put them into its address',
        label,
        proxy,
      );
    case 'proxy-denied':
      return l10n.t(
        'the proxy {1} does not allow a connection to {0}: ask whoever runs the proxy',
        label,
        proxy,
      );
    default:
      return l10n.t(
        'the proxy {1} opened no connection to {0}: check the host name and the proxy',
        label,
        proxy,
      );
  }
}

/** @param host how it is called, with the proxy that stands in between */
function askedText({ code, timeoutMs }: Refusal, host: string): string {
  switch (code) {
    case 'invalid-host':
      return l10n.t('"{0}" is not a host name or IP address: give the bare name, like api.example.org', host);
    case 'invalid-port':
      return l10n.t('the port of {0} is not a number from 1 to 65535', host);
    case 'not-found':
      return l10n.t('{0} is not known to the name server: check the spelling and the network', host);
    case 'lookup-failed':
      return l10n.t('the name server gave no answer for {0}: check the network and try again', host);
    case 'refused':
      return l10n.t('{0} refused the connection: check the host and the port', host);
    case 'unreachable':
      return l10n.t('{0} cannot be reached from here: check the network, the VPN or the firewall', host);
    case 'timeout': {
      const seconds = Number((timeoutMs / 1000).toFixed(1));
      return l10n.t('{0} gave no TLS answer within {1} s: try again or allow more time', host, seconds);
    }
    case 'cancelled':
      return l10n.t('the check of {0} was cancelled', host);
    default:
      return handshakeText(code, host);
  }
}

function handshakeText(code: Refusal['code'], host: string): string {
  switch (code) {
    case 'closed':
      return l10n.t(
        '{0} closed the connection during the TLS handshake: check the port and the host name',
        host,
      );
    case 'reset':
      return l10n.t(
        'the connection to {0} was reset: a firewall may stand between, try another network',
        host,
      );
    case 'not-tls':
      return l10n.t(
        '{0} does not speak TLS at that port: give the HTTPS port (plain HTTP and STARTTLS are not supported)',
        host,
      );
    case 'protocol-version':
      return l10n.t('{0} speaks only TLS versions older than 1.2: it has to be updated first', host);
    case 'handshake':
      return l10n.t(
        '{0} refused the TLS handshake: it may expect another host name, key type or a client certificate',
        host,
      );
    case 'unrecognized-name':
      return l10n.t('the server at {0} does not know that host name: check the name it serves', host);
    case 'too-large':
      return l10n.t('{0} sends more than 100 KB of certificates: shorten its chain', host);
    case 'no-certificate':
      return l10n.t('{0} finished the TLS handshake without showing a certificate', host);
    default:
      return l10n.t('{0} could not be asked for its certificates: try again', host);
  }
}
