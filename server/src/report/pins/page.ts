import { sha256 } from '@noble/hashes/sha2';
import { encodeBase64 } from '../../pins/base64';
import { knownRoot } from '../../pins/known-roots';
import { plural } from '../paint';
import { escapeHtml } from './html';
import {
  type Change,
  type Outlook,
  type OutlookOptions,
  outlooks,
  type ReportHost,
  type State,
} from './outlook';
import { STYLE } from './style';
import { timeline, type Window, windowAround } from './timeline';

/** What a page is made for. */
export interface PageOptions extends OutlookOptions {
  /** When it is made, as `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly stamp: string;
  /** Where the calendar file is got: a `data:` address in a file, a command in an editor. */
  readonly calendar: string;
}

/** The pin report: one page without any script, which loads nothing from anywhere. */
export function pinReport(hosts: readonly ReportHost[], options: PageOptions): string {
  const found = outlooks(hosts, options);
  const window = windowAround(options.today);
  const hash = encodeBase64(sha256(STYLE));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pin report of ${options.today}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Will the app still connect?</h1>
<p class="lead">${escapeHtml(lead(found, options))}</p>
${overview(found)}
<p class="no-print"><a href="${escapeHtml(options.calendar)}" download="pin-report.ics">Calendar file of these days (.ics)</a></p>
${found.map((outlook, at) => section(outlook, at, window, options)).join('\n')}
<footer><p>Made by Pinwarden on ${escapeHtml(options.stamp)}. What was seen then may have changed since. A new build is counted with ${plural(options.adoptionDays, 'day')} until most phones have it. Dashed bars are certificates to come, when each lives as long as the CA/Browser Forum allows: 200 days from 2026-03-15, 100 from 2027-03-15, 47 from 2029-03-15.</p></footer>
</main>
</body>
</html>
`;
}

function lead(found: readonly Outlook[], { today, adoptionDays }: PageOptions): string {
  const count = (...states: State[]) => found.filter(({ state }) => states.includes(state)).length;
  const parts = [
    count('broken') > 0 ? `${plural(count('broken'), 'host')} without a matching pin now` : '',
    count('silent') > 0 ? `${plural(count('silent'), 'host')} without an answer` : '',
    count('leaf') > 0 ? `${plural(count('leaf'), 'host')} that a new server key cuts off` : '',
    count('intermediate', 'root') > 0
      ? `${plural(count('intermediate', 'root'), 'host')} that survive the next renewal`.replace(
          '1 host that survive',
          '1 host that survives',
        )
      : '',
    count('unasked') > 0 ? `${plural(count('unasked'), 'host')} not asked` : '',
  ];
  const first = found.find(({ state, daysToAct }) => state === 'leaf' && daysToAct !== undefined);
  const act = first ? ` First day to act: ${first.lastSafeDay} for ${first.host}.` : '';
  return `${today}, ${plural(found.length, 'pinned host')}: ${parts.filter(Boolean).join(', ') || 'nothing to tell'}.${act} Builds need ${plural(adoptionDays, 'day')} to reach most phones.`;
}

function overview(found: readonly Outlook[]): string {
  if (found.length === 0) return '<p>No pinned host was found.</p>';
  const rows = found.map(
    ({ host, state, renewals, lastSafeDay }, at) =>
      `<tr><td><a href="#host-${at}">${escapeHtml(host)}</a></td><td>${VERDICTS[state].short}</td><td>${escapeHtml(renewals[0]?.day ?? '–')}</td><td>${escapeHtml(state === 'broken' ? 'now' : (lastSafeDay ?? '–'))}</td></tr>`,
  );
  return `<table><caption hidden>All hosts, the most urgent first</caption><thead><tr><th scope="col">Host</th><th scope="col">Apps that pin it</th><th scope="col">Certificate ends</th><th scope="col">Ship new pins by</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const VERDICTS: Readonly<Record<State, { readonly short: string; readonly long: string }>> = {
  broken: {
    short: 'cannot connect',
    long: 'No pin matches what this host serves: apps with these pins cannot connect.',
  },
  silent: { short: 'not known', long: 'The host gave no chain, so its pins were compared with nothing.' },
  leaf: {
    short: 'cut off by a new server key',
    long: "Only the server's own key matches: when the renewal brings a new key, these apps are cut off unless a backup is that key.",
  },
  intermediate: {
    short: 'survive a new server key',
    long: 'The issuing authority matches: apps survive a new server key, and not a change of the issuing authority, which comes unannounced.',
  },
  root: {
    short: 'survive a renewal',
    long: 'The root matches: apps survive every renewal, as long as the server stays with this authority.',
  },
  unasked: { short: 'not asked', long: 'This host was not asked.' },
};

function section(outlook: Outlook, at: number, window: Window, options: PageOptions): string {
  const { host, state, entries, observation, chain } = outlook;
  const verdict = observation?.error
    ? `${VERDICTS[state].long} The reason: ${observation.error.message}.`
    : VERDICTS[state].long;
  const places = entries.map(({ path, line }) => `${path}:${line}`).join(', ');
  return `<section class="${state}" aria-labelledby="host-${at}">
<h2 id="host-${at}">${escapeHtml(host)}</h2>
<p class="places">${escapeHtml(places)}</p>
<p class="verdict">${escapeHtml(verdict)}</p>
${chain ? `${trust(outlook)}${timeline(outlook, window, spoken(outlook))}<p>${escapeHtml(advice(outlook, options))}</p>${survivalTable(outlook)}${certificateTable(outlook)}` : ''}
</section>`;
}

function trust({ chain }: Outlook): string {
  if (!chain || (chain.trust === 'public' && chain.nameMatches)) return '';
  const why =
    chain.trust === 'public'
      ? `its certificate does not cover the name${reason(chain.nameReason)}`
      : `its chain is not publicly trusted${reason(chain.reason)}`;
  return `<p class="verdict">${escapeHtml(`Careful: ${why}. A proxy may stand in between; nothing below holds for phones then.`)}</p>`;
}

function reason(text: string | undefined): string {
  return text ? `: ${text}` : '';
}

/** The picture in words, for those who hear the page. */
function spoken({ renewals, lastSafeDay }: Outlook): string {
  const [first] = renewals;
  return first
    ? `The certificate ends on ${first.day}; the last safe day to ship new pins is ${lastSafeDay}.`
    : '';
}

const NOW =
  'Ship a build with a pin of this chain now, or put the old key back on the server: users cannot connect before one of both happened.';

function advice(
  { renewals, lastSafeDay, daysToAct, state, backups }: Outlook,
  { adoptionDays }: PageOptions,
): string {
  const [first, second] = renewals;
  if (state === 'broken')
    return `${NOW}${backups.length > 0 ? '' : ' Give it a backup with the same build.'}`;
  if (!first || lastSafeDay === undefined || daysToAct === undefined)
    return 'The certificate has no readable end.';
  const when =
    daysToAct < 0
      ? `The last safe day to ship new pins was ${lastSafeDay}: a build that leaves now does not reach most phones before the certificate ends on ${first.day}.`
      : `A build with new pins has to leave by ${lastSafeDay}, in ${plural(daysToAct, 'day')}: ${plural(adoptionDays, 'day')} before the certificate ends on ${first.day}.`;
  const next =
    first.lifetime === undefined
      ? ''
      : ` The next one may live ${first.lifetime} days at most${second ? `, so the one after it comes by ${second.day}` : ''}.`;
  const backup =
    backups.length > 0
      ? ` ${plural(backups.length, 'pin')} outside of the chain can take over, if ${backups.length === 1 ? 'its key is' : 'their keys are'} yours or your next authority's.`
      : ' No pin is a backup.';
  return `${state === 'root' ? 'Nothing to ship for an ordinary renewal. ' : ''}${when}${next}${backup}`;
}

const CHANGES: Readonly<Record<Change, string>> = {
  'same-key': 'Renewed with the same key',
  'new-key': 'Renewed with a new key',
  'new-intermediate': 'Another issuing authority under the same root',
  'new-authority': 'Another certificate authority',
};

function survivalTable({ survivals, backups }: Outlook): string {
  const rows = survivals.map(({ change, pins, survives }) => {
    const mayTakeOver = !survives && change !== 'same-key' && backups.length > 0;
    const verdict = survives
      ? '<td class="yes">connects</td>'
      : `<td class="no">${mayTakeOver ? 'is cut off, unless a backup is its key' : 'is cut off'}</td>`;
    const kept = (mayTakeOver ? backups : pins).map(pinName).join('<br>');
    return `<tr><th scope="row">${CHANGES[change]}</th>${verdict}<td>${kept || '–'}</td></tr>`;
  });
  return `<table><caption hidden>Which pins survive a change</caption><thead><tr><th scope="col">If the next certificate is</th><th scope="col">the app</th><th scope="col">by these pins</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function pinName(pin: string): string {
  const root = knownRoot(pin.replace(/^sha256\//, ''));
  return `<code>${escapeHtml(pin)}</code>${root ? ` ${escapeHtml(root.name)}` : ''}`;
}

function certificateTable({ observation, chain }: Outlook): string {
  const rows = (chain?.certificates ?? []).map(
    ({ role, subject, issuer, notBefore, notAfter, pin, served }) =>
      `<tr><td>${escapeHtml(role)}${served === false ? ' (not sent by the server)' : ''}</td><td>${escapeHtml(subject)}<br>issued by ${escapeHtml(issuer)}</td><td>${escapeHtml(`${notBefore.slice(0, 10)} – ${notAfter.slice(0, 10)}`)}</td><td><code>${escapeHtml(pin)}</code></td></tr>`,
  );
  const seen = `${chain?.keyType ?? ''} chain at ${chain?.address ?? ''}, seen ${observation?.at ?? ''}`;
  return `<details><summary>Certificates: ${escapeHtml(seen)}</summary><table><thead><tr><th scope="col">Role</th><th scope="col">Certificate</th><th scope="col">Valid</th><th scope="col">Pin</th></tr></thead><tbody>${rows.join('')}</tbody></table></details>`;
}
