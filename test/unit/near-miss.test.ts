import { deepEqual, equal, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits } from '../../server/src/core/edits';
import { parseXml } from '../../server/src/core/xml';
import { lint } from '../../server/src/lint';
import { encodeBase64 } from '../../server/src/pins/base64';
import { knownRoots } from '../../server/src/pins/known-roots';
import { MAX_DIFFERENCES, nearPins } from '../../server/src/pins/near-pins';
import { OPTIONS } from './marked';
import { random } from './random';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const roots = [...knownRoots()];

/** A key with other characters at these places; the last character keeps its unused bits zero. */
function spoilt(key: string, places: readonly number[]): string {
  const units = key.split('');
  for (const at of places) {
    const value = ALPHABET.indexOf(units[at] ?? '');
    units[at] = ALPHABET[(value + (at === 42 ? 4 : 1)) % 64] ?? 'A';
  }
  return units.join('');
}

function pinning(...hashes: readonly string[]): string {
  const hosts = hashes.map((hash, index) => ({ host: `a${index}.example.org`, hashes: [hash] }));
  return JSON.stringify({ hosts }, undefined, 1);
}

function nearMisses(text: string, name = 'pinning.json') {
  return lint(text, undefined, { ...OPTIONS, path: name, parseXml }).filter(
    ({ rule }) => rule === 'near-miss-pin',
  );
}

describe('near misses', () => {
  const source = random(7);
  const places = (count: number) => {
    const chosen = new Set<number>();
    while (chosen.size < count) chosen.add(source.below(43));
    return [...chosen];
  };

  it('finds up to three wrong characters anywhere, and no fourth', () => {
    const index = nearPins<string>(roots.length);
    for (const { key, name } of roots) equal(index.put(key, name), undefined);
    for (const { key, name } of roots) {
      for (let count = 1; count <= MAX_DIFFERENCES; count++) {
        const near = nearOnce(spoilt(key, places(count)));
        deepEqual(near && [near.key, near.about, near.differences], [key, name, count]);
      }
      equal(nearOnce(spoilt(key, places(MAX_DIFFERENCES + 1))), undefined);
      equal(nearOnce(key), undefined);
    }
  });

  it('finds every single wrong character of a root', () => {
    const [root] = roots;
    ok(root);
    for (let at = 0; at < 43; at++) equal(nearOnce(spoilt(root.key, [at]))?.key, root.key, String(at));
  });

  it('answers an equal key as it answered the first', () => {
    const [root] = roots;
    ok(root);
    const wrong = spoilt(root.key, [5]);
    const index = nearPins<number>(10);
    equal(index.put(root.key, 0), undefined);
    equal(index.put(wrong, 1)?.about, 0);
    equal(index.put(root.key, 2), undefined);
    equal(index.put(wrong, 3)?.about, 0);
  });

  it('stays cheap when all keys look alike', () => {
    const start = performance.now();
    const index = nearPins<number>(20_000);
    for (let i = 0; i < 20_000; i++) {
      const bytes = source.bytes(32);
      bytes.fill(0, 0, 28);
      index.put(encodeBase64(bytes), i);
    }
    ok(performance.now() - start < 30_000, 'it would take minutes if each key were compared with each');
  });

  it('marks the typing error and mends it, whatever the prefix', () => {
    for (const prefix of ['sha256/', '']) {
      const text = pinning(`${prefix}++MBgDH5WGy79Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=`);
      const [finding, ...more] = nearMisses(text);
      deepEqual(more, []);
      equal(finding?.severity, 'error');
      equal(finding.host, 'a0.example.org');
      const [fix] = finding.fixes ?? [];
      equal(fix?.safe, false);
      ok(applyEdits(text, fix.edits).includes(`"${prefix}++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI="`));
    }
  });

  it('tells of an earlier pin of the file, and does not guess which is right', () => {
    const key = 'fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';
    const found = nearMisses(pinning(`sha256/${key}`, `sha256/${spoilt(key, [3, 20])}`, `sha256/${key}`));
    deepEqual(
      found.map(({ host, fixes }) => [host, fixes]),
      [['a1.example.org', undefined]],
    );
    equal(found[0]?.related?.length, 1);
  });

  it('leaves made-up values to their own rule, and equal or malformed pins alone', () => {
    const quiet = [
      pinning(`sha256/${'A'.repeat(43)}=`, `sha256/${'A'.repeat(42)}E=`),
      pinning(...roots.map(({ key }) => `sha256/${key}`)),
      pinning('sha256/++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1a'),
      pinning('sha256/++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=', 'sha256/'),
    ];
    for (const text of quiet) deepEqual(nearMisses(text), []);
  });

  it('does not call an Amazon root missing that is only misspelt', () => {
    const amazon = roots.filter(({ name }) => /^Amazon|^Starfield Services/.test(name)).map(({ key }) => key);
    equal(amazon.length, 5);
    const [first = '', second = '', ...others] = amazon;
    const rulesFor = (...keys: readonly string[]) => {
      const hashes = keys.map((key) => `sha256/${key}`);
      const text = JSON.stringify({ hosts: [{ host: 'a.example.org', hashes }] });
      return lint(text, 'pinning', OPTIONS).map(({ rule }) => rule);
    };
    deepEqual(rulesFor(spoilt(first, [10]), second, ...others), ['near-miss-pin']);
    deepEqual(rulesFor(spoilt(first, [10, 20, 30]), spoilt(second, [1]), ...others), [
      'near-miss-pin',
      'near-miss-pin',
    ]);
    deepEqual(rulesFor(spoilt(first, [10]), ...others), ['near-miss-pin', 'incomplete-amazon-roots']);
    deepEqual(rulesFor(spoilt(first, [10, 20, 30, 40]), second, ...others), ['incomplete-amazon-roots']);
  });

  it("finds the wrong Amazon root in the plugin's own example", function () {
    const file = path.resolve('../shared/corpus/pin-capacitor-plugin-build-action.json');
    if (!existsSync(file)) this.skip();
    const text = readFileSync(file, 'utf8');
    const found = nearMisses(text, file);
    const marked = found.map(({ span }) => text.slice(span.start, span.end));
    equal(marked.filter((pin) => pin === '++MBgDH5WGy79Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=').length, 2);
    ok(found.every(({ message }) => !/undefined/.test(message)));
    const fixed = applyEdits(
      text,
      found.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []),
    );
    ok(!fixed.includes('WGy79Bcn'));
    ok(JSON.parse(fixed));
  });

  function nearOnce(key: string) {
    const index = nearPins<string>(roots.length);
    for (const root of roots) index.put(root.key, root.name);
    return index.put(key, 'asked');
  }
});
