import { encodeBase64 } from '../../server/src/pins/base64';
import { type Random, random } from './random';

/** A made-up document, for properties that must hold for all of them. */
export interface Document {
  readonly path: string;
  readonly text: string;
}

/** A reference that is written without quotes. */
class Reference {
  constructor(readonly text: string) {}
}

/** A pinning file with so many random faults that people really make; the same seed gives the same text. */
export function pinningDocument(seed: number): Document {
  const source = random(seed);
  const keys = Array.from({ length: 4 }, () => encodeBase64(source.bytes(32)));
  const hosts = Array.from({ length: 1 + source.below(3) }, () => ({
    host: host(source),
    hashes: Array.from({ length: source.below(5) }, () =>
      pin(source, source.pick(keys as [string, ...string[]])),
    ),
  }));
  return { path: 'pinning.json', text: write(source, { hosts }) };
}

/** An extensibility configuration, with bypass flags, references and faults of writing. */
export function extensibilityDocument(seed: number): Document {
  const source = random(seed);
  const preferences = () => Array.from({ length: source.below(4) }, () => preference(source));
  const sections: [string, unknown][] = [
    ['preferences', { global: preferences(), android: preferences(), ios: preferences() }],
    ['appConfigurations', { displayName: 'Shop', cordova: { preferences: cordova(source) } }],
    ['buildConfigurations', { buildAction: { config: new Reference('$resources.action.json') } }],
  ];
  const chosen = sections.filter(() => source.below(3) > 0);
  return {
    path: 'extensibility.json',
    text: write(
      source,
      Object.fromEntries(chosen.length > 0 ? chosen : [['preferences', { global: [flag(source)] }]]),
    ),
  };
}

function host(source: Random): string {
  return source.pick([
    'api.example.org',
    'API.Example.org',
    'api.example.org.',
    'www.example.org',
    'https://www.example.org/x',
    'bücher.example.org',
    'acme.outsystems.app',
    '*.example.org',
    '',
  ]);
}

function pin(source: Random, key: string): string {
  const prefix = source.pick(['sha256/', 'sha256/', 'sha256/', '', 'SHA256/', 'sha1/']);
  const hex = Buffer.from(key, 'base64').toString('hex');
  return source.pick([
    prefix + key,
    prefix + key,
    prefix + key,
    prefix + key.replaceAll('+', '-').replaceAll('/', '_'),
    prefix + key.slice(0, -1),
    `${prefix}b'${key}'`,
    `sha256//${key}`,
    `pin-sha256="${key}"`,
    `${prefix}${key.slice(0, 9)} ${key.slice(9)}\n`,
    prefix + hex,
    hex.replace(/..(?!$)/g, '$&:'),
    `${prefix}${key.slice(0, 42)}${String.fromCharCode(key.charCodeAt(42) + (key[42] === '8' ? 1 : 2))}=`,
    prefix + key.slice(0, 30),
    `${prefix}${'A'.repeat(43)}`,
    `${prefix}${'A'.repeat(43)}=`,
    '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU',
  ]);
}

function preference(source: Random): unknown {
  return source.below(2)
    ? flag(source)
    : {
        name: 'InitLoggerSyncDelay',
        value: source.pick<unknown>(['5', 5, new Reference('$extensibilitySettings.Delay')]),
      };
}

function flag(source: Random): unknown {
  return {
    name: source.pick([
      'BypassOSDomainsValidation',
      'BypassOSDomainsValidation',
      'bypassOSDomainsValidation',
    ]),
    value: source.pick<unknown>(['true', true, 'false', 'True']),
  };
}

function cordova(source: Random): unknown {
  const only = source.below(2)
    ? { BypassOSDomainsValidation: true }
    : { BypassOSDomainsValidation: 'true', DisplayName: 'x' };
  return source.below(2) ? only : { android: only, AndroidEdgeToEdge: true };
}

/** Writes a value in a random manner: indentation, line ends, comments, trailing commas, a byte order mark. */
function write(source: Random, value: unknown): string {
  const manner: Manner = {
    source,
    indent: source.pick(['  ', '\t', '    ', '']),
    eol: source.pick(['\n', '\n', '\r\n', '\r']),
    untidy: source.below(3) === 0,
  };
  const mark = source.below(10) === 0 ? '\ufeff' : '';
  return mark + node(manner, value, manner.eol) + source.pick(['', manner.eol]);
}

interface Manner {
  readonly source: Random;
  readonly indent: string;
  readonly eol: string;
  readonly untidy: boolean;
}

function node(manner: Manner, value: unknown, line: string): string {
  if (value instanceof Reference) return manner.source.below(2) ? value.text : JSON.stringify(value.text);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = manner.indent ? line + manner.indent : '';
  const outer = manner.indent ? line : '';
  const elements = Array.isArray(value)
    ? value.map((item) => node(manner, item, inner))
    : Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}:${manner.indent && ' '}${node(manner, item, inner)}`,
      );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (elements.length === 0) return open + close;
  const { source, untidy } = manner;
  const note = () =>
    untidy && source.below(4) === 0 ? source.pick([` /* note */ `, `// note${manner.eol}`]) : '';
  const body = elements
    .map(
      (text, i) =>
        `${note()}${inner}${text}${note()}${i < elements.length - 1 || (untidy && source.below(3) === 0) ? ',' : ''}${note()}`,
    )
    .join('');
  return `${open}${body}${outer}${close}`;
}
