import * as l10n from '../../core/l10n';
import { type Outlook, type OutlookOptions, type Renewal, shipDay } from './outlook';
import { dayCount, paragraph } from './words';

/** The picture in words, for those who hear the page. */
export function spoken(outlook: Outlook): string {
  const [first] = outlook.renewals;
  const day = shipDay(outlook);
  if (!first) return '';
  return paragraph(
    l10n.t('The certificate ends on {0}.', first.day),
    day === undefined ? undefined : l10n.t('The last safe day to ship new pins is {0}.', day),
  );
}

/** What to do about a host that gave a chain, and by when. */
export function advice(outlook: Outlook, { adoptionDays }: OutlookOptions): string {
  const { renewals, state, backups } = outlook;
  const [first, second] = renewals;
  if (state === 'broken')
    return paragraph(
      l10n.t(
        'Ship a build with a pin of this chain now, or put the old key back on the server: nobody can connect until one of the two has happened.',
      ),
      backups.length > 0 ? undefined : l10n.t('Give it a backup with the same build.'),
    );
  if (state === 'idle') return l10n.t('Nothing has to be shipped for a renewal.');
  const when = first && whenToShip(outlook, first.day, adoptionDays);
  if (!when) return l10n.t('The certificate has no readable end.');
  return paragraph(when, next(first, second), backupText(outlook));
}

function whenToShip(
  { lastSafeDay, daysToAct, state }: Outlook,
  end: string,
  adoptionDays: number,
): string | undefined {
  if (lastSafeDay === undefined || daysToAct === undefined) return undefined;
  if (state === 'root')
    return l10n.t('Nothing to ship for an ordinary renewal; the certificate ends on {0}.', end);
  if (daysToAct < 0)
    return l10n.t(
      'The last safe day to ship new pins was {0}: a build that leaves now does not reach most phones before the certificate ends on {1}.',
      lastSafeDay,
      end,
    );
  return l10n.t(
    'A build with new pins has to leave by {0}, in {1}: {2} before the certificate ends on {3}.',
    lastSafeDay,
    dayCount(daysToAct),
    dayCount(adoptionDays),
    end,
  );
}

/** The renewals after the first one. */
function next({ lifetime }: Renewal, second: Renewal | undefined): string | undefined {
  if (lifetime === undefined) return undefined;
  return second
    ? l10n.t(
        'The next one may live {0} at most, so the one after it comes by {1}.',
        dayCount(lifetime),
        second.day,
      )
    : l10n.t('The next one may live {0} at most.', dayCount(lifetime));
}

function backupText({ backups, state }: Outlook): string | undefined {
  if (backups.length === 1)
    return l10n.t("1 pin outside of the chain can take over, if its key is yours or your next authority's.");
  if (backups.length > 1)
    return l10n.t(
      "{0} pins outside of the chain can take over, if their keys are yours or your next authority's.",
      backups.length,
    );
  return state === 'open' ? undefined : l10n.t('No pin is a backup.');
}
