/**
 * The elements of an Android network security configuration, as data: what Android's parser reads, what it refuses
 * and what Android Lint asks for beyond that.
 * From https://developer.android.com/privacy-and-security/security-config and the platform's XmlConfigSource.java.
 */
export const NSC_GRAMMAR: Readonly<Record<string, NscElement>> = {
  'network-security-config': {
    about: "The root: how the app's connections are secured.",
    children: ['base-config', 'domain-config', 'debug-overrides'],
    once: ['base-config', 'debug-overrides'],
    closed: true,
  },
  'base-config': {
    about: 'What holds for every host that no `domain-config` names.',
    children: ['trust-anchors'],
    once: ['trust-anchors'],
    refused: ['domain', 'pin-set', 'domain-config'],
    attributes: {
      cleartextTrafficPermitted: {
        form: 'boolean',
        about: 'Whether the app may use plain HTTP; false by default from Android 9 on.',
      },
      hstsEnforced: { form: 'boolean', about: 'Whether HTTP Strict Transport Security is enforced.' },
    },
  },
  'domain-config': {
    about: 'What holds for the hosts that it names.',
    children: ['domain', 'trust-anchors', 'pin-set', 'domain-config'],
    once: ['trust-anchors', 'pin-set'],
    attributes: {
      cleartextTrafficPermitted: {
        form: 'boolean',
        about: 'Whether these hosts may be reached by plain HTTP.',
      },
      hstsEnforced: { form: 'boolean', about: 'Whether HTTP Strict Transport Security is enforced.' },
    },
  },
  'debug-overrides': {
    about: 'Certificates that are trusted as well while the app is debuggable; stores accept no such app.',
    children: ['trust-anchors'],
    once: ['trust-anchors'],
    refused: ['domain', 'pin-set', 'domain-config'],
    attributes: {
      cleartextTrafficPermitted: { form: 'boolean', about: 'Has no effect here.' },
    },
  },
  domain: {
    about: 'One host name, in full.',
    text: 'host',
    attributes: {
      includeSubdomains: {
        form: 'boolean',
        required: 'by-lint',
        write: 'false',
        about: 'Whether every host below this one is meant too; false when it is not said.',
      },
    },
  },
  'trust-anchors': {
    about: 'The authorities that certificates may come from, instead of those of the level above.',
    children: ['certificates'],
  },
  certificates: {
    about: 'A set of authorities.',
    attributes: {
      src: {
        form: 'source',
        values: ['system', 'user'],
        required: 'by-platform',
        write: 'system',
        about:
          "`system`, `user` for those that the phone's owner installed, or `@raw/…` for some of your own.",
      },
      overridePins: {
        form: 'boolean',
        about:
          'Whether pins are not checked for certificates from here; true by default in `debug-overrides`.',
      },
    },
  },
  'pin-set': {
    about: 'The keys of which one must stand in the chain of every connection.',
    children: ['pin'],
    attributes: {
      expiration: {
        form: 'date',
        about: 'The day, `yyyy-MM-dd`, from which the pins are silently no longer checked.',
      },
    },
  },
  pin: {
    about: "The base64 of the SHA-256 of a key's SubjectPublicKeyInfo, without a prefix.",
    text: 'pin',
    attributes: {
      digest: {
        form: 'digest',
        values: ['SHA-256'],
        required: 'by-platform',
        write: 'SHA-256',
        about: 'The hash function: always `SHA-256`.',
      },
    },
  },
};

/** What may stand in an element. */
export interface NscElement {
  /** What the element is for, in one sentence. */
  readonly about: string;
  /** The elements that Android reads in it. */
  readonly children?: readonly string[];
  /** Those of them that may stand once; a second one makes Android refuse the file. */
  readonly once?: readonly string[];
  /** Known elements that Android refuses here; what is neither child nor refused it skips. */
  readonly refused?: readonly string[];
  /** True where Android Lint refuses whatever it does not know; elsewhere newer elements are let pass. */
  readonly closed?: boolean;
  /** What its text is; Android refuses any element beside it. */
  readonly text?: 'host' | 'pin';
  readonly attributes?: Readonly<Record<string, NscAttribute>>;
}

/** One attribute and its value. */
export interface NscAttribute {
  readonly about: string;
  /** `boolean`: true or false; `date`: yyyy-MM-dd; `digest`: a hash function; `source`: one of the values, or a resource. */
  readonly form: 'boolean' | 'date' | 'digest' | 'source';
  /** The words to choose from, where `form` does not say them. */
  readonly values?: readonly string[];
  /** Who insists on it: without it the platform refuses the file, or only Lint complains. */
  readonly required?: 'by-platform' | 'by-lint';
  /** The value that a fix writes for a required attribute. */
  readonly write?: string;
}

/** The grammar of an element, or nothing for a name that Android does not know. */
export function nscElement(name: string): NscElement | undefined {
  return Object.hasOwn(NSC_GRAMMAR, name) ? NSC_GRAMMAR[name] : undefined;
}

/** The grammar of one attribute of an element. */
export function nscAttribute(shape: NscElement, name: string): NscAttribute | undefined {
  const attributes = shape.attributes ?? {};
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
