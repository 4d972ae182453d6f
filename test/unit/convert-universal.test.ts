import { deepEqual, equal, ok } from 'node:assert/strict';
import { convert, targetsFor } from '../../server/src/convert';
import { lint } from '../../server/src/lint';
import { read } from '../../server/src/model/read';
import { englishIn, inOtherWords } from './in-other-words';
import { OPTIONS } from './marked';

const path = 'extensibility.json';

function converted(document: object | string) {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const model = read(text, { ...OPTIONS, path });
  ok(model);
  return { model, result: convert(model, 'extensibility') };
}

describe('convert: legacy preferences to the universal schema', () => {
  it('writes the sections as the new schema has them, with their types', () => {
    const { model, result } = converted({
      preferences: {
        global: [
          { name: 'DisallowOverscroll', value: 'true' },
          { name: 'Count', value: 3 },
          { name: 'Key', value: '$extensibilitySettings.Key' },
        ],
        android: [{ name: 'AndroidXEnabled', value: true }],
        ios: [],
      },
    });
    deepEqual(targetsFor(model), ['extensibility']);
    ok(result.ok);
    deepEqual(JSON.parse(result.text), {
      appConfigurations: {
        cordova: {
          preferences: {
            DisallowOverscroll: 'true',
            Count: 3,
            Key: '$extensibilitySettings.Key',
            android: { AndroidXEnabled: true },
          },
        },
      },
    });
    deepEqual(
      lint(result.text, undefined, { ...OPTIONS, path: result.name }).filter(
        ({ severity }) => severity === 'error',
      ),
      [],
    );
  });

  const lost: readonly (readonly [string, object | string, RegExp])[] = [
    [
      'the expired bypass',
      { preferences: { global: [{ name: 'BypassOSDomainsValidation', value: 'true' }, good()] } },
      /BypassOSDomainsValidation.*left out/,
    ],
    [
      'what builds refuse',
      { preferences: { android: [{ name: 'android-buildToolsVersion', value: '1' }, good()] } },
      /buildToolsVersion.*left out/,
    ],
    [
      'a value of another type',
      { preferences: { global: [{ name: 'X', value: [] }, good()] } },
      /`X`.*left out/,
    ],
    [
      'a value that is an object',
      { preferences: { global: [{ name: 'X', value: {} }, good()] } },
      /`X`.*object/,
    ],
    ['no value', { preferences: { global: [{ name: 'X', value: null }, good()] } }, /`X`.*no value/],
    [
      'a section of no platform',
      { preferences: { global: [good()], windows: [] } },
      /`windows`.*no such section/,
    ],
    ['an item without a name', { preferences: { global: [{ value: 'x' }, good()] } }, /without a name/],
    [
      'a name that means a platform',
      { preferences: { global: [{ name: 'ios', value: 'x' }, good()] } },
      /`ios`.*left out/,
    ],
    [
      'what stands twice',
      {
        preferences: {
          global: [
            { name: 'X', value: '1' },
            { name: 'X', value: '2' },
          ],
        },
      },
      /`X`.*twice/,
    ],
    [
      'other sections',
      { preferences: { global: [good()] }, icons: {}, plugin: { url: 'x' } },
      /`icons` and `plugin`: not converted/,
    ],
    [
      'an unquoted resource',
      '{"preferences":{"global":[{"name":"X","value":$resources.a}]}}',
      /`X`.*resource/,
    ],
  ];
  for (const [title, document, note] of lost) {
    it(`says what becomes of ${title}`, async () => {
      const { result } = converted(document);
      ok(result.ok);
      ok(
        result.notes.some((one) => note.test(one)),
        result.notes.join('\n'),
      );
      deepEqual(await inOtherWords(() => english(document)), []);
    });
  }

  it('keeps names that every object has', () => {
    const { result } = converted({
      preferences: {
        global: [
          { name: '__proto__', value: 'x' },
          { name: 'constructor', value: 'y' },
        ],
      },
    });
    ok(result.ok);
    equal(result.text.includes('"__proto__": "x"'), true);
    equal(result.text.includes('"constructor": "y"'), true);
  });

  const refused: readonly object[] = [
    { preferences: {} },
    { preferences: { global: [{ name: 'BypassOSDomainsValidation', value: 'true' }] } },
    { appConfigurations: {} },
    { preferences: { global: [good()] }, appConfigurations: {} },
  ];
  for (const document of refused) {
    it(`refuses ${JSON.stringify(document)}`, async () => {
      const { model, result } = converted(document);
      equal(result.ok, false);
      deepEqual(targetsFor(model), []);
      deepEqual(await inOtherWords(() => english(document)), []);
    });
  }
});

/** What of the words about a conversion is English, where another language is spoken. */
function english(document: object | string): readonly string[] {
  const { result } = converted(document);
  const said = result.ok ? result.notes : [result.message, ...(result.notes ?? [])];
  return said.flatMap((text) => englishIn(text, JSON.stringify(document)));
}

function good() {
  return { name: 'Fine', value: 'yes' };
}
