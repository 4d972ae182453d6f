import { deepEqual, ok } from 'node:assert/strict';
import { completionsAt } from '../../server/src/features/completion';
import { hoverAt } from '../../server/src/features/hover';
import { noteText } from '../../server/src/features/key-text';
import { hostNotes, pinNotes } from '../../server/src/features/live-notes';
import { preferenceText } from '../../server/src/features/preference-text';
import { SCHEMA_KINDS, schemaFor } from '../../server/src/features/schema';
import { shapeOf } from '../../server/src/features/shapes';
import { type OutlineSymbol, symbolsOf } from '../../server/src/features/symbols';
import { lint } from '../../server/src/lint';
import { keyNote } from '../../server/src/model/key-note';
import type { Model } from '../../server/src/model/model';
import { NSC_GRAMMAR } from '../../server/src/model/nsc-grammar';
import { PREFERENCES } from '../../server/src/model/preferences';
import { read } from '../../server/src/model/read';
import { distrustOf } from '../../server/src/pins/distrusted-roots';
import { knownRoots } from '../../server/src/pins/known-roots';
import { rootWarning } from '../../server/src/pins/root-warning';
import { rules } from '../../server/src/rules';
import { everyPath, everySchema } from './grammar-parts';
import { englishIn, inOtherWords } from './in-other-words';
import { OPTIONS } from './marked';
import { type Example, pageOf, readExamples } from './page-examples';

const TODAY = '2026-11-22';

/** What has the same name everywhere. */
const NAMES = 'MABS Android iOS Cordova Capacitor TrustKit RSA Chrome Mozilla RES ACT true false auto'.split(
  ' ',
);

type Told = readonly (string | undefined)[];

/** What is still English in texts that people are told, each with that; they may name what their source does. */
function remains(told: Told, source = '', names: readonly string[] = []): string[] {
  return told.flatMap((text = '') => {
    const words = englishIn(text, source, [...NAMES, ...names]);
    return words.length > 0 ? [`${words.join(' ')} in "${text}"`] : [];
  });
}

describe('what features say in another language has no English left', () => {
  it('about every key', async () => {
    const shape = shapeOf('ios-plist');
    ok(shape);
    const found = await inOtherWords(() => {
      const schemas = SCHEMA_KINDS.flatMap((kind) => everySchema(schemaFor(kind)));
      const notes = everyPath(shape).map((path) => noteText(keyNote('ios-plist', path), undefined));
      return remains([
        ...schemas.map(({ title }) => title),
        ...schemas.map(({ description, markdownDescription = description }) => markdownDescription),
        ...notes,
      ]);
    });
    deepEqual(found, []);
  });

  it('about every preference', async () => {
    const found = await inOtherWords(() =>
      PREFERENCES.flatMap((preference) => {
        const { default: value = '' } = preference;
        return remains([preferenceText(preference)], value.includes(' ') ? '' : value);
      }),
    );
    deepEqual(found, []);
  });

  it('about every element and attribute', async () => {
    const tags = Object.entries(NSC_GRAMMAR).map(([name, { attributes = {} }]) => {
      const written = Object.keys(attributes).map((attribute) => ` ${attribute}=""`);
      return `<${name}${written.join('')}></${name}>`;
    });
    const text = `<network-security-config>${tags.join('')}</network-security-config>`;
    const model = read(text, { ...OPTIONS, path: 'network_security_config.xml' });
    ok(model);
    const told = await inOtherWords(() => words(text).map((at) => hoverAt(model, at)?.markdown));
    ok(told.every((about) => about !== undefined));
    deepEqual(remains(told), []);
  });

  it('about every root that something speaks against', async () => {
    const roots = [...knownRoots()].filter(({ key, retired }) => retired || distrustOf(key));
    const told = await inOtherWords(() => roots.map((root) => rootWarning(root, TODAY)));
    ok(told.length > 20 && told.every((text) => text !== undefined));
    deepEqual(remains(told), []);
  });

  const examples = rules.flatMap(({ id }) => readExamples(pageOf(id)));
  const rooms: readonly (readonly [room: string, told: (model: Model, example: Example) => Told])[] = [
    ['completions', completions],
    ['hovers', hovers],
    ['the outline', (model) => outline(symbolsOf(model))],
    [
      'lenses',
      (model, { options }) => hostNotes(model, options.observed, TODAY).flatMap(({ parts }) => parts),
    ],
    ['inlay hints', (model, { options }) => pinNotes(model, options.observed).map(({ text }) => text)],
  ];
  for (const [room, told] of rooms) {
    it(`in ${room} of the examples of every rule`, async () => {
      const all = await inOtherWords(() =>
        examples.flatMap((example) => {
          const model = read(example.text, { ...OPTIONS, path: example.path });
          return model ? told(model, example).map((text) => ({ text, example })) : [];
        }),
      );
      ok(all.some(({ text }) => text?.includes('⟦')));
      const found = all.flatMap(({ text, example }) => remains([text], example.text, strangers(example)));
      deepEqual([...new Set(found)], []);
    });
  }
});

function completions(model: Model): Told {
  return words(model.text).flatMap((at) =>
    completionsAt(model, at).flatMap(({ detail, documentation }) => [detail, documentation]),
  );
}

function hovers(model: Model, { text, path, options }: Example): Told {
  const { observed } = options;
  const known = {
    observed,
    findings: lint(text, undefined, { ...options, path }),
    linkPages: true,
    today: TODAY,
  };
  const told = words(text).map((at) => hoverAt(model, at, known)?.markdown);
  // Rules are called by their ids.
  return told.map((markdown) => markdown?.replace(/\[[a-z-]+\]\(/g, ']('));
}

function outline(symbols: readonly OutlineSymbol[]): Told {
  return symbols.flatMap(({ name, detail, children }) => [name, detail, ...outline(children)]);
}

/** Where the words of a text begin. */
function words(text: string): readonly number[] {
  return Array.from(text.matchAll(/[\w-]+/g), ({ index }) => index);
}

const ROOTS = namesIn([...knownRoots()].map(({ name }) => name).join());

/** What others have named: authorities, and what a host answered. */
function strangers({ options: { observed } }: Example): readonly string[] {
  return [...ROOTS, ...namesIn(JSON.stringify([...(observed?.hosts.values() ?? [])]))];
}

function namesIn(text: string): readonly string[] {
  return text.match(/\p{Script=Latin}{3,}/gu) ?? [];
}
