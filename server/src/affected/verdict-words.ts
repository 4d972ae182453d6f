import * as l10n from '../core/l10n';
import type { Advice } from './advice';
import type { Facts, HostRow, Triage } from './triage';

type Words = Pick<Advice, 'headline' | 'reason'>;

/** A verdict in one clause, and why in a sentence or two. */
export function words({ verdict, affected }: Pick<Triage, 'verdict' | 'affected'>, facts: Facts): Words {
  switch (verdict) {
    case 'default-domain':
      return affected ? exposedWords(facts) : outlivesWords();
    case 'own-domain':
      return ownWords(facts);
    case 'self-managed':
      return {
        headline: l10n.t('Not affected: the app runs on servers of your own'),
        reason: l10n.t(
          'You said so, and no host that is pinned in these files contradicts it. Names, certificates and their renewal are yours.',
        ),
      };
    case 'no-plugin':
      return absentWords(facts);
    case 'unknown':
      return unknownWords(facts);
  }
}

function outlivesWords(): Words {
  return {
    headline: l10n.t("Not affected: the default domain is pinned by Amazon's roots"),
    reason: l10n.t(
      'The pinned hosts under outsystems.app are pinned by the roots above their certificates, which outlive each renewal as long as OutSystems stays with Amazon.',
    ),
  };
}

function ownWords({ acting }: Facts): Words {
  const hosts = distinct(acting);
  return {
    headline: l10n.t('Not affected: the app pins no domain that OutSystems manages'),
    reason:
      hosts === 1
        ? l10n.t(
            '1 host is pinned in these files, and it is not on a domain whose certificate somebody else rotates.',
          )
        : l10n.t(
            '{0} hosts are pinned in these files, none of them on a domain whose certificate somebody else rotates.',
            hosts,
          ),
  };
}

function absentWords({ hosts, acting }: Facts): Words {
  const idle = hosts.length > acting.length;
  return {
    headline: l10n.t('Not affected: the app does not use the SSL Pinning plugin'),
    reason: [
      l10n.t('You said that the app does not reference it, and no file here installs it.'),
      ...(idle ? [l10n.t('What is pinned here for the plugin takes no effect without it.')] : []),
    ].join(' '),
  };
}

function exposedWords({ answers, acting, exposed, installed }: Facts): Words {
  const pinned = distinct(acting);
  const reason = [
    pinned === 1
      ? l10n.t(
          'Every installed app stops connecting to the pinned host when the certificate changes, until a new build has reached every phone.',
        )
      : l10n.t(
          '{0} of {1} pinned hosts: every installed app stops connecting there when the certificate changes, until a new build has reached every phone.',
          distinct(exposed),
          pinned,
        ),
  ];
  if (answers.infrastructure === 'self-managed')
    reason.push(
      l10n.t(
        'You said that the app runs on servers of your own; these hosts do not, and their pins break all the same.',
      ),
    );
  if (answers.plugin === 'absent' && installed)
    reason.push(
      l10n.t(
        'You said that the app does not reference the SSL Pinning plugin; a configuration here installs it.',
      ),
    );
  return {
    headline: exposed.every(({ owner }) => owner === 'listed')
      ? l10n.t('Affected: the app pins a domain whose certificate somebody else rotates')
      : l10n.t('Affected: the app pins a domain whose certificate OutSystems rotates'),
    reason: reason.join(' '),
  };
}

function unknownWords({ answers, acting, installed, bypass, evidence, unread }: Facts): Words {
  const headline = l10n.t('Not known yet: these files do not tell');
  if (acting.length > 0) {
    const reason =
      unread.length > 0
        ? l10n.t(
            'No host that could be read here is on a domain whose certificate somebody else rotates, but not everything could be read.',
          )
        : l10n.t(
            'No host that could be read here is on a domain whose certificate somebody else rotates, but some name no host that can be judged, such as one that is only put in by the build.',
          );
    return { headline, reason };
  }
  const uses = installed || bypass || answers.plugin === 'referenced' || evidence.length > 0;
  return {
    headline,
    reason: uses
      ? l10n.t(
          'There are signs of the SSL Pinning plugin, but no file here pins a host: which hosts the app pins decides.',
        )
      : l10n.t(
          'No file here pins a host or names the SSL Pinning plugin. That does not mean that the app has none: the plugin is referenced and the pinning file is kept in the IDE, where no file shows them.',
        ),
  };
}

function distinct(rows: readonly HostRow[]): number {
  return new Set(rows.map(({ host }) => host)).size;
}
