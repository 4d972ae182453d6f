import { rulePage } from '../rules/page';
import type { Facts, HostRow, Triage } from './triage';

/** One thing to do, with a page that says how. */
export interface Step {
  readonly text: string;
  readonly url?: string;
}

/** Something that no file tells: what to find out, and where to look. */
export interface Question {
  readonly id: 'plugin' | 'infrastructure' | 'pins';
  readonly question: string;
  readonly look: string;
  readonly url?: string;
}

/** What a verdict means for people. */
export interface Advice {
  /** The verdict in one clause. */
  readonly headline: string;
  /** Why, in a sentence or two. */
  readonly reason: string;
  readonly steps: readonly Step[];
  readonly questions: readonly Question[];
}

const ANNOUNCEMENT = 'https://www.outsystems.com/forums/discussion/71438/';
const PLUGIN_O11 =
  'https://github.com/OutSystems/docs-product/blob/HEAD/src/integration-with-systems/mobile-plugins/ssl-pinning/intro.md';
const PLUGIN_ODC =
  'https://github.com/OutSystems/docs-odc/blob/main/src/eap/integration-with-systems/mobile-plugins/ssl-pinning/intro.md';
const ROTATION =
  'https://github.com/OutSystems/docs-support/blob/HEAD/src/security/cloud-certificate-change/cloud-certificate-change.md';

/** Puts a verdict into words: what it is, why, what to do, and what is still open. */
export function advise(judged: Pick<Triage, 'verdict' | 'affected'>, facts: Facts): Advice {
  return { ...words(judged, facts), steps: steps(judged, facts), questions: questions(facts) };
}

type Words = Pick<Advice, 'headline' | 'reason'>;

function words({ verdict, affected }: Pick<Triage, 'verdict' | 'affected'>, facts: Facts): Words {
  switch (verdict) {
    case 'default-domain':
      return affected ? exposedWords(facts) : OUTLIVES;
    case 'own-domain':
      return {
        headline: 'Not affected: the app pins no domain that OutSystems manages',
        reason: `${count(facts.acting, 'host is pinned', 'hosts are pinned')} in these files, none of them on a domain whose certificate somebody else rotates.`,
      };
    case 'self-managed':
      return {
        headline: 'Not affected: the app runs on servers of your own',
        reason:
          'You said so, and no host that is pinned in these files contradicts it. Names, certificates and their renewal are yours.',
      };
    case 'no-plugin':
      return {
        headline: 'Not affected: the app does not use the SSL Pinning plugin',
        reason: `You said that the app does not reference it, and no file here installs it.${facts.hosts.length > facts.acting.length ? ' What is pinned here for the plugin takes no effect without it.' : ''}`,
      };
    case 'unknown':
      return unknownWords(facts);
  }
}

const OUTLIVES: Words = {
  headline: "Not affected: the default domain is pinned by Amazon's roots",
  reason:
    'The pinned hosts under outsystems.app are pinned by the roots above their certificates, which outlive each renewal as long as OutSystems stays with Amazon.',
};

function exposedWords({ answers, acting, exposed, installed }: Facts): Words {
  const who = exposed.every(({ owner }) => owner === 'listed') ? 'somebody else' : 'OutSystems';
  const contradictions = [
    ...(answers.infrastructure === 'self-managed'
      ? [
          'You said that the app runs on servers of your own; these hosts do not, and their pins break all the same.',
        ]
      : []),
    ...(answers.plugin === 'absent' && installed
      ? ['You said that the app does not reference the SSL Pinning plugin; a configuration here installs it.']
      : []),
  ];
  return {
    headline: `Affected: the app pins a domain whose certificate ${who} rotates`,
    reason: [
      `${distinct(exposed)} of ${count(acting, 'pinned host', 'pinned hosts')}: every installed app stops connecting there when the certificate changes, until a new build has reached every phone.`,
      ...contradictions,
    ].join(' '),
  };
}

function unknownWords({ answers, acting, installed, bypass, evidence, unread }: Facts): Words {
  const headline = 'Not known yet: these files do not tell';
  if (acting.length > 0) {
    const reason =
      unread.length > 0
        ? 'No host that could be read here is on a domain whose certificate somebody else rotates, but not everything could be read.'
        : 'No host that could be read here is on a domain whose certificate somebody else rotates, but some name no host that can be judged, such as one that is only put in by the build.';
    return { headline, reason };
  }
  const uses = installed || bypass || answers.plugin === 'referenced' || evidence.length > 0;
  return {
    headline,
    reason: uses
      ? 'There are signs of the SSL Pinning plugin, but no file here pins a host: which hosts the app pins decides.'
      : 'No file here pins a host or names the SSL Pinning plugin. That does not mean that the app has none: the plugin is referenced and the pinning file is kept in the IDE, where no file shows them.',
  };
}

function steps({ verdict, affected }: Pick<Triage, 'verdict' | 'affected'>, facts: Facts): readonly Step[] {
  const flag: readonly Step[] = facts.bypass
    ? [
        {
          text: 'Remove BypassOSDomainsValidation (`pinwarden check --fix` does): it is not to be relied on any more.',
          url: rulePage('expired-bypass-flag'),
        },
      ]
    : [];
  if (affected) return [...leaveSteps(facts), ...flag];
  const own: readonly Step[] = {
    'default-domain': [
      {
        text: 'Keep all five Amazon roots pinned, and build anew when OutSystems names others.',
        url: PLUGIN_ODC,
      },
    ],
    'own-domain': [RENEW],
    'self-managed': [RENEW],
    'no-plugin': [{ text: 'Nothing. Ask again when the plugin is added to the app.', url: ANNOUNCEMENT }],
    unknown: [
      {
        text: 'Answer what no file can tell, put the pinning file of the app beside these files, and ask again.',
        url: ANNOUNCEMENT,
      },
    ],
  }[verdict];
  return [...own, ...flag];
}

const RENEW: Step = {
  text: 'Pin the key of the next certificate before it is used; `pinwarden check` says what else is wrong with the pins.',
  url: rulePage('missing-backup-pin'),
};

/** The way off a managed domain, as far as there is one for the domains that are pinned. */
function leaveSteps({ exposed }: Facts): readonly Step[] {
  const domains = new Set(exposed.map(({ domain }) => domain));
  return [
    {
      text: 'Get a domain and a certificate of your own for each environment of the app.',
      url: rulePage('default-domain'),
    },
    {
      text: 'Pin it instead: the key of its certificate and that of the next (`pinwarden pin next.pem` prints them).',
      url: PLUGIN_O11,
    },
    { text: 'Build the app again and distribute it: until then it asks for the old name.', url: ROTATION },
    ...(domains.has('outsystems.app')
      ? [{ text: 'If a host has to stay under outsystems.app, pin all five Amazon roots.', url: PLUGIN_ODC }]
      : []),
    ...(domains.has('outsystemscloud.com')
      ? [
          {
            text: 'Take the pins of personal environments out: those cannot have a domain of their own.',
            url: rulePage('default-domain'),
          },
        ]
      : []),
  ];
}

/** Only what could change the verdict, or show more of what it is about. */
function questions({ answers, installed, hosts, exposed }: Facts): readonly Question[] {
  return [
    ...(answers.infrastructure || exposed.length > 0 ? [] : [INFRASTRUCTURE]),
    ...(answers.plugin || installed ? [] : [PLUGIN]),
    hosts.length > 0 ? MORE_PINS : NO_PINS,
  ];
}

const INFRASTRUCTURE: Question = {
  id: 'infrastructure',
  question: 'Does the app talk to the OutSystems cloud, or to servers of your own?',
  look: 'The address of Service Center or of the Portal tells: a name under outsystemsenterprise.com, outsystemscloud.com or outsystems.dev is the cloud. Behind a name of your own, ask whoever runs the environments.',
};

const PLUGIN: Question = {
  id: 'plugin',
  question: 'Does the app reference the SSL Pinning plugin of Forge?',
  look: "Look for it in Service Studio under Manage Dependencies of each module, in ODC Studio among the app's dependencies. Without it, a pinning file takes no effect.",
  url: PLUGIN_O11,
};

const WHERE =
  "In the IDE: Data > Resources, target directory `pinning`, and build actions. In OutSystems Developer Cloud also each stage's setting PinningConfiguration, in OutSystems 11 what LifeTime overrides for an environment.";

const MORE_PINS: Question = {
  id: 'pins',
  question: 'Are these all the hosts that the app pins?',
  look: WHERE,
};
const NO_PINS: Question = { id: 'pins', question: 'Which hosts does the app pin?', look: WHERE };

function distinct(rows: readonly HostRow[]): number {
  return new Set(rows.map(({ host }) => host)).size;
}

function count(rows: readonly HostRow[], one: string, many: string): string {
  const number = distinct(rows);
  return `${number} ${number === 1 ? one : many}`;
}
