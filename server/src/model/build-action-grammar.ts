import type { ObjectShape, ScalarShape, Shape } from './shape';

/** What an operation takes: one text, one object, a list of steps, or named groups of further operations. */
export type OperationForm = 'text' | 'object' | 'list' | 'groups';

/** One way of writing a step: keys that must stand together; of keys in a list of their own, any one. */
export type Way = readonly (string | readonly string[])[];

/** An operation of a build action, as data: checks, completion and a JSON Schema come from it. */
export interface OperationGrammar {
  /** What it does, in one sentence. */
  readonly summary: string;
  readonly form: OperationForm;
  /** The keys of its object, or of each step. */
  readonly step?: ObjectShape;
  /** True where a step may be its name alone. */
  readonly nameAlone?: boolean;
  /** How a step can be written; one way must be whole. */
  readonly ways: readonly Way[];
  /** Whether it, or each step, can carry a `condition`. */
  readonly conditional: boolean;
}

/** The platforms that a build action knows. */
export const PLATFORMS = ['android', 'ios'] as const;

/** One of them. */
export type Platform = (typeof PLATFORMS)[number];

/** The types that a variable can be declared with; the reference lists the first four. */
export const VARIABLE_TYPES = ['string', 'number', 'array', 'object', 'boolean'] as const;

/** The comparisons of a condition, each of two arguments. */
export const COMPARISONS = ['eq', 'ne', 'ge', 'le', 'gt', 'lt'] as const;

/** Those of them that compare numbers. */
export const NUMERIC_COMPARISONS: readonly string[] = ['ge', 'le', 'gt', 'lt'];

/** What joins conditions in OutSystems' own build actions, though no reference lists it. */
export const CONNECTIVES: readonly string[] = ['and', 'or', 'not'];

const any: Shape = { type: 'any' };
const text: ScalarShape = { type: 'string' };
const scalar: ScalarShape = { type: 'scalar' };
const flag: ScalarShape = { type: 'boolean' };
const free: ObjectShape = { type: 'object', unknown: 'free', members: {} };
const scalars: ObjectShape = { ...free, others: scalar };
const texts: Shape = { type: 'array', items: text };
const list: Shape = { type: 'array', items: any };

/** The keys of a step, `condition` included; others are only doubted when they nearly are one of these. */
function step(members: ObjectShape['members']): ObjectShape {
  return { type: 'object', unknown: 'near-miss', members: { ...members, condition: any } };
}

type Rest = Omit<OperationGrammar, 'summary' | 'form' | 'conditional'>;

function steps(summary: string, rest: Rest): OperationGrammar {
  return { summary, form: 'list', conditional: true, ...rest };
}

function single(summary: string): OperationGrammar {
  return { summary, form: 'text', ways: [], conditional: false };
}

const XML_KEYS = { target: text, attrs: scalars, merge: text, inject: text, replace: text };

function xml(summary: string, file: readonly string[]): OperationGrammar {
  const files = Object.fromEntries(file.map((key) => [key, text]));
  const edits = ['attrs', 'merge', 'inject', 'replace', 'deleteAttributes'];
  return steps(summary, {
    step: step({ ...files, ...XML_KEYS, deleteAttributes: texts, delete: text }),
    ways: [...edits.map((edit): Way => [file, 'target', edit]), [file, 'delete']],
  });
}

function json(file: readonly string[]): OperationGrammar {
  const files = Object.fromEntries(file.map((key) => [key, text]));
  return steps('Changes a JSON file.', {
    step: step({ ...files, set: free, merge: free }),
    ways: [
      [file, 'set'],
      [file, 'merge'],
    ],
  });
}

const TAR: ScalarShape = { type: 'string', values: ['c', 'r', 'u', 'x'] };
const INSERT_TYPE: ScalarShape = { type: 'string', values: ['variable', 'method'] };

const copy = steps('Copies files, folders or what stands at an address.', {
  step: step({ src: text, dest: text }),
  ways: [['src', 'dest']],
});

/** The reference shows the keys in both spellings. */
const tar = steps('Packs and unpacks tar archives.', {
  step: step({ src: text, source: text, dest: text, targetDir: text, action: TAR, command: TAR }),
  ways: [
    [
      ['src', 'source'],
      ['dest', 'targetDir'],
      ['action', 'command'],
    ],
  ],
});

function code(source: Way, extra: ObjectShape['members']): OperationGrammar {
  return steps('Adds source files, replaces text in them, or patches them.', {
    step: step({ source: text, ...extra, file: text, target: text, replace: text, patchFile: text }),
    ways: [source, ['file', 'target', 'replace'], ['file', 'patchFile']],
  });
}

const ENTRIES = { replace: flag, entries: list };

/**
 * The operations of each platform, as OutSystems' reference of build actions lists them (build-actions-android.md and
 * build-actions-iOS.md of docs-odc); `resFile` stands only in its examples.
 */
export const OPERATION_GRAMMAR: Readonly<Record<Platform, Readonly<Record<string, OperationGrammar>>>> = {
  android: {
    appName: single('Sets the name under which the app stands on the device.'),
    manifest: xml('Changes AndroidManifest.xml.', ['file']),
    gradle: steps('Changes a Gradle file.', {
      step: step({ file: text, target: any, insert: any, insertType: INSERT_TYPE, replace: any }),
      ways: [
        ['file', 'insert'],
        ['file', 'replace'],
      ],
    }),
    res: steps('Creates a resource file.', {
      step: step({ path: text, file: text, text, source: text }),
      ways: [
        ['path', 'file', 'text'],
        ['path', 'file', 'source'],
      ],
    }),
    json: json(['file', 'resFile']),
    xml: xml('Changes an XML file.', ['file', 'resFile']),
    copy,
    code: code(['source', 'targetDir'], { targetDir: text }),
    tar,
  },
  ios: {
    displayName: single('Sets the name under which the app stands on the device.'),
    productName: single('Sets the product name.'),
    buildSettings: {
      summary: "Sets Xcode's build settings.",
      form: 'object',
      step: free,
      ways: [],
      conditional: true,
    },
    buildPhases: steps('Runs scripts as build phases.', {
      step: step({
        comment: text,
        shellPath: text,
        shellScript: text,
        inputPaths: texts,
        outputPaths: texts,
        replace: flag,
      }),
      ways: [['comment', 'shellPath', 'shellScript']],
    }),
    plist: steps('Changes Info.plist, or another property list.', {
      step: step({ file: text, ...ENTRIES }),
      ways: [['entries']],
    }),
    xcprivacy: steps('Changes PrivacyInfo.xcprivacy.', { step: step(ENTRIES), ways: [['entries']] }),
    entitlements: {
      summary: 'Changes the entitlements of the app.',
      form: 'object',
      step: step(ENTRIES),
      ways: [['entries']],
      conditional: true,
    },
    frameworks: steps('Adds frameworks.', {
      step: step({ name: text, customFramework: flag, link: flag, embed: flag }),
      nameAlone: true,
      ways: [['name']],
    }),
    json: json(['file']),
    xml: xml('Changes an XML file.', ['file']),
    copy,
    tar,
    strings: steps('Changes translations.', {
      step: step({ file: text, set: scalars, setFromJson: text }),
      ways: [
        ['file', 'set'],
        ['file', 'setFromJson'],
      ],
    }),
    xcconfig: steps('Changes build configurations.', {
      step: step({ file: text, set: scalars }),
      ways: [['file', 'set']],
    }),
    code: code(['source'], { compilerFlags: text }),
    builds: { summary: 'Operations for one build each.', form: 'groups', ways: [], conditional: false },
    targets: { summary: 'Operations for one target each.', form: 'groups', ways: [], conditional: false },
  },
};

/** The grammar of an operation, or nothing where the platform has none of that name. */
export function operationGrammar(platform: Platform, name: string): OperationGrammar | undefined {
  const known = OPERATION_GRAMMAR[platform];
  return Object.hasOwn(known, name) ? known[name] : undefined;
}
