import * as l10n from '../core/l10n';
import { rulePage } from '../rules/page';
import type { Facts, HostRow, Triage } from './triage';
import { words } from './verdict-words';

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

function steps({ verdict, affected }: Pick<Triage, 'verdict' | 'affected'>, facts: Facts): readonly Step[] {
  return [...(affected ? leaveSteps(facts) : [stayStep(verdict)]), ...(facts.bypass ? [flagStep()] : [])];
}

function flagStep(): Step {
  return {
    text: l10n.t(
      'Remove `BypassOSDomainsValidation` (`pinwarden check --fix` does): it is not to be relied on any more.',
    ),
    url: rulePage('expired-bypass-flag'),
  };
}

/** What to do where nothing has to change, or nobody knows yet. */
function stayStep(verdict: Triage['verdict']): Step {
  switch (verdict) {
    case 'default-domain':
      return {
        text: l10n.t('Keep all five Amazon roots pinned, and build anew when OutSystems names others.'),
        url: PLUGIN_ODC,
      };
    case 'own-domain':
    case 'self-managed':
      return {
        text: l10n.t(
          'Pin the key of the next certificate before it is used; `pinwarden check` says what else is wrong with the pins.',
        ),
        url: rulePage('missing-backup-pin'),
      };
    case 'no-plugin':
      return { text: l10n.t('Nothing. Ask again when the plugin is added to the app.'), url: ANNOUNCEMENT };
    case 'unknown':
      return {
        text: l10n.t(
          'Answer what no file can tell, put the pinning file of the app beside these files, and ask again.',
        ),
        url: ANNOUNCEMENT,
      };
  }
}

/** The way off a managed domain, as far as there is one for the domains that are pinned. */
function leaveSteps({ exposed }: Facts): readonly Step[] {
  const domains = new Set(exposed.map(({ domain }) => domain));
  return [
    {
      text: l10n.t('Get a domain and a certificate of your own for each environment of the app.'),
      url: rulePage('default-domain'),
    },
    {
      text: l10n.t(
        'Pin it instead: the key of its certificate and that of the next (`pinwarden pin next.pem` prints them).',
      ),
      url: PLUGIN_O11,
    },
    {
      text: l10n.t('Build the app again and distribute it: until then it asks for the old name.'),
      url: ROTATION,
    },
    ...(domains.has('outsystems.app')
      ? [
          {
            text: l10n.t('If a host has to stay under outsystems.app, pin all five Amazon roots.'),
            url: PLUGIN_ODC,
          },
        ]
      : []),
    ...(domains.has('outsystemscloud.com')
      ? [
          {
            text: l10n.t(
              'Take the pins of personal environments out: those cannot have a domain of their own.',
            ),
            url: rulePage('default-domain'),
          },
        ]
      : []),
  ];
}

/** Only what could change the verdict, or show more of what it is about. */
function questions({ answers, installed, hosts, exposed }: Facts): readonly Question[] {
  return [
    ...(answers.infrastructure || exposed.length > 0 ? [] : [infrastructureQuestion()]),
    ...(answers.plugin || installed ? [] : [pluginQuestion()]),
    pinsQuestion(hosts),
  ];
}

function infrastructureQuestion(): Question {
  return {
    id: 'infrastructure',
    question: l10n.t('Does the app talk to the OutSystems cloud, or to servers of your own?'),
    look: l10n.t(
      'The address of Service Center or of the Portal tells: a name under outsystemsenterprise.com, outsystemscloud.com or outsystems.dev is the cloud. Behind a name of your own, ask whoever runs the environments.',
    ),
  };
}

function pluginQuestion(): Question {
  return {
    id: 'plugin',
    question: l10n.t('Does the app reference the SSL Pinning plugin of Forge?'),
    look: l10n.t(
      "Look for it in Service Studio under Manage Dependencies of each module, in ODC Studio among the app's dependencies. Without it, a pinning file takes no effect.",
    ),
    url: PLUGIN_O11,
  };
}

function pinsQuestion(hosts: readonly HostRow[]): Question {
  return {
    id: 'pins',
    question:
      hosts.length > 0
        ? l10n.t('Are these all the hosts that the app pins?')
        : l10n.t('Which hosts does the app pin?'),
    look: l10n.t(
      "In the IDE: Data > Resources, target directory `pinning`, and build actions. In OutSystems Developer Cloud also each stage's setting `PinningConfiguration`, in OutSystems 11 what LifeTime overrides for an environment.",
    ),
  };
}
