import { deepEqual, ok } from 'node:assert/strict';
import { readConfig } from '../../server/src/config/config';
import { parseJson } from '../../server/src/core/json';
import { plainText } from '../../server/src/core/text-map';
import { parseXml } from '../../server/src/core/xml';
import { parseYaml } from '../../server/src/core/yaml';
import { conditionFault } from '../../server/src/model/condition';
import { npmFault } from '../../server/src/model/npm-specifier';
import { wrongValue } from '../../server/src/model/preference-values';
import { PREFERENCES } from '../../server/src/model/preferences';
import { englishIn, inOtherWords } from './in-other-words';

/** Texts, and what is said about each. */
interface Room {
  readonly texts: readonly string[];
  readonly said: (text: string) => readonly string[];
}

const deep = '['.repeat(300);

const ROOMS: Readonly<Record<string, Room>> = {
  'what is no JSON': {
    texts: [
      ...['', '[1] 2', '{ "a": 1', '"a": 1', '"a": [1', '{ "a": x }', deep, '{ , }', '{ 1: 2 }', '{ "a" 1 }'],
      ...['{ "a": }', '[,]', '[:]', '[1 2]', '[1}', '[\u00a01]', '[1] /*'],
      ...['["a\n"]', '["\t"]', '["\\q"]', '["\\u12"]', '[1.]'],
    ],
    said: (text) => parseJson(text).problems.flatMap(({ message }) => message || []),
  },
  'what is no XML': {
    texts: ['<a b=c/>', '<a b="" b=""/>', '</a>', 'x<a/>', '<a', '<a><b></a>', '<a>&x;</a>'],
    said: (text) => parseXml(plainText(text)).problems.map(({ message }) => message),
  },
  'what is no YAML': {
    texts: [
      ...[
        'a: "b',
        'a: 1\n b: 2',
        'a:\n\tb: 1',
        'a\nb: 1',
        'a: b: c',
        '[\n- a\n]',
        'a: @b',
        'a: "\\q"',
        'a: &b &c d',
      ],
      ...['a: !<x b', '%YAML 1 2\n---\na: 1', 'a: [1\nb: 2', 'a: ]', deep, 'a'.repeat(1_000_001)],
    ],
    said: (text) => parseYaml(text).problems.map(({ message }) => message),
  },
  'what a configuration cannot mean': {
    texts: [
      ...['[]', '{ "prodct": "o11" }', '{ "x": 1 }', '{ "product": "o12" }', '{ "mabs": null }'],
      ...['{ "managedDomains": "a" }', '{ "managedDomains": ["a/b"] }', '{ "resources": [".."] }'],
      ...['{ "rules": [] }', '{ "rules": { "pin-prefixx": "off" } }', '{ "rules": { "x": "off" } }'],
      ...['{ "rules": { "pin-prefix": {"days": 3} } }', '{ "rules": { "pin-set-expiring": {"days": -1} } }'],
      ...['{ "ignore": {} }', '{ "ignore": [1] }', '{ "ignore": [{}] }', '{ "ignore": [{ "rule": 1 }] }'],
      '{ "ignore": [{ "rule": "x", "hosts": "y", "path": 1, "host": 1, "reason": 1, "until": "x" }] }',
      JSON.stringify({ ignore: Array.from({ length: 2001 }, () => ({ rule: 'x', reason: 'y' })) }),
    ],
    said: (text) => readConfig(text).problems.map(({ message }) => message),
  },
  'what is no condition': {
    texts: [
      ...['', 'near(a, b)', 'eq', 'eq(a', 'eq(a)', 'eq(a, b) c', 'gt(1, x)', 'eq(a, )', "eq('a)"],
      `${'not('.repeat(60)}`,
    ],
    said: (text) => [conditionFault(text) ?? ''],
  },
  'what npm does not take': {
    texts: [' a', 'git+https://a b', 'a b', '.a', '@a', 'node_modules', 'a$', 'a@1 b', 'a@not-a-version'],
    said: (text) => [npmFault(text) ?? ''],
  },
  'what a preference does not take': {
    texts: ['§'],
    said: (value) =>
      PREFERENCES.flatMap((known) => {
        const inner = { start: 0, end: 1 };
        const wrong = wrongValue(known, { type: 'string', span: inner, inner, value });
        return wrong ? [wrong.wanted] : [];
      }),
  },
};

/** Names of our own that are meant where a text has another one. */
const MEANT = [
  'product',
  'host',
  'pin',
  'prefix',
  'odc',
  'cordova',
  'capacitor',
  'off',
  'error',
  'warning',
  'info',
];

describe('what is said of a fault in another language has no English left', () => {
  for (const [name, { texts, said }] of Object.entries(ROOMS)) {
    it(name, async () => {
      const lines = await inOtherWords(() => texts.map((text) => said(text)));
      texts.forEach((text, index) => {
        const messages = lines[index] ?? [];
        ok(messages.length > 0, text.slice(0, 60));
        for (const message of messages) {
          deepEqual(englishIn(message, text, MEANT), [], message);
          ok(message.startsWith('⟦'), `${text.slice(0, 60)}: ${message}`);
        }
      });
    });
  }
});
