import { knownRoot } from '../../pins/known-roots';
import { pinKey } from '../../pins/pin';
import { plural } from '../paint';
import { escapeHtml } from './html';
import { type Change, type Outlook, type OutlookOptions, shipDay } from './outlook';
import { timeline, type Window } from './timeline';
import { mark, VERDICTS } from './verdict';

/** What there is to say about a host that was asked, as a part of the page. */
export function section(outlook: Outlook, at: number, window: Window, options: OutlookOptions): string {
  const { host, state, observation, chain } = outlook;
  const verdict = observation?.error
    ? `${VERDICTS[state].long} The reason: ${observation.error.message}.`
    : VERDICTS[state].long;
  return `<section class="${state}" aria-labelledby="host-${at}">
<h2 id="host-${at}">${mark(state)} ${escapeHtml(host)}</h2>
<p class="places">${escapeHtml(placesOf(outlook))}</p>
<p class="verdict">${escapeHtml(verdict)}</p>
${chain ? `${trust(outlook)}${picture(outlook, window)}<p>${escapeHtml(advice(outlook, options))}</p>${state === 'broken' || state === 'idle' ? '' : survivalTable(outlook)}${others(outlook)}${certificateTable(outlook)}` : ''}
</section>`;
}

/** The hosts that were not asked, in one part. */
export function unaskedSection(found: readonly Outlook[], firstAt: number): string {
  if (found.length === 0) return '';
  const rows = found.map(
    (outlook, at) =>
      `<li id="host-${firstAt + at}">${escapeHtml(outlook.host)} <span class="places">${escapeHtml(placesOf(outlook))}</span></li>`,
  );
  return `<section class="unasked" aria-labelledby="unasked">
<h2 id="unasked">${mark('unasked')} Not asked</h2>
<ul>${rows.join('')}</ul>
</section>`;
}

function placesOf({ entries }: Outlook): string {
  return entries.map(({ path, line }) => `${path}:${line}`).join(', ');
}

/** Too wide for a telephone, it moves inside its frame. */
function picture(outlook: Outlook, window: Window): string {
  return `<div class="picture">${timeline(outlook, window, spoken(outlook))}</div>`;
}

function trust({ chain }: Outlook): string {
  if (!chain || (chain.trust === 'public' && chain.nameMatches)) return '';
  const why =
    chain.trust === 'public'
      ? `its certificate does not cover the name${chain.nameReason ? `: ${chain.nameReason}` : ''}`
      : (chain.reason ?? 'its chain is not publicly trusted');
  return `<p class="careful">${escapeHtml(`Careful: ${why}. If a proxy stands in between, nothing below holds for phones.`)}</p>`;
}

/** The picture in words, for those who hear the page. */
function spoken(outlook: Outlook): string {
  const [first] = outlook.renewals;
  const day = shipDay(outlook);
  const ship = day === undefined ? '' : ` The last safe day to ship new pins is ${day}.`;
  return first ? `The certificate ends on ${first.day}.${ship}` : '';
}

const NOW =
  'Ship a build with a pin of this chain now, or put the old key back on the server: nobody can connect until one of the two has happened.';

function advice(
  { renewals, lastSafeDay, daysToAct, state, backups }: Outlook,
  { adoptionDays }: OutlookOptions,
): string {
  const [first, second] = renewals;
  if (state === 'broken')
    return `${NOW}${backups.length > 0 ? '' : ' Give it a backup with the same build.'}`;
  if (state === 'idle') return 'Nothing has to be shipped for a renewal.';
  if (!first || lastSafeDay === undefined || daysToAct === undefined)
    return 'The certificate has no readable end.';
  const when =
    state === 'root'
      ? `Nothing to ship for an ordinary renewal; the certificate ends on ${first.day}.`
      : daysToAct < 0
        ? `The last safe day to ship new pins was ${lastSafeDay}: a build that leaves now does not reach most phones before the certificate ends on ${first.day}.`
        : `A build with new pins has to leave by ${lastSafeDay}, in ${plural(daysToAct, 'day')}: ${plural(adoptionDays, 'day')} before the certificate ends on ${first.day}.`;
  const next =
    first.lifetime === undefined
      ? ''
      : ` The next one may live ${first.lifetime} days at most${second ? `, so the one after it comes by ${second.day}` : ''}.`;
  const backup =
    backups.length > 0
      ? ` ${plural(backups.length, 'pin')} outside of the chain can take over, if ${backups.length === 1 ? 'its key is' : 'their keys are'} yours or your next authority's.`
      : state === 'open'
        ? ''
        : ' No pin is a backup.';
  return `${when}${next}${backup}`;
}

const CHANGES: Readonly<Record<Change, string>> = {
  'same-key': 'Renewed with the same key',
  'new-key': 'Renewed with a new key',
  'new-intermediate': 'Another issuing authority under the same root',
  'new-authority': 'Another certificate authority',
};

function survivalTable({ state, survivals, backups }: Outlook): string {
  const rows = survivals.map(({ change, pins, survives }) => {
    const mayTakeOver = !survives && change !== 'same-key' && backups.length > 0;
    const verdict = survives
      ? '<td class="yes">connects</td>'
      : state === 'open'
        ? '<td>hangs on what the build puts in</td>'
        : `<td class="no">is cut off${mayTakeOver ? '<br><span class="unless">unless a backup is its key</span>' : ''}</td>`;
    return `<tr><th scope="row">${CHANGES[change]}</th>${verdict}<td>${(survives ? pins : []).map(pinName).join('<br>') || '–'}</td></tr>`;
  });
  return `<table class="survival"><caption hidden>Which pins survive a change</caption><thead><tr><th scope="col">If the next certificate is</th><th scope="col">the app</th><th scope="col">by these pins</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function others({ backups }: Outlook): string {
  return backups.length > 0
    ? `<p>Pins outside of the chain, backups if their keys are yours:<br>${backups.map(pinName).join('<br>')}</p>`
    : '';
}

function pinName(pin: string): string {
  const root = knownRoot(pinKey(pin));
  return `<code>${escapeHtml(pin)}</code>${root ? ` ${escapeHtml(root.name)}` : ''}`;
}

function certificateTable({ observation, chain }: Outlook): string {
  const rows = (chain?.certificates ?? []).map(
    ({ role, subject, issuer, notBefore, notAfter, pin, served }) =>
      `<tr><td>${escapeHtml(role)}${served === false ? ' (not sent by the server)' : ''}</td><td>${escapeHtml(subject)}<br>issued by ${escapeHtml(issuer)}</td><td>${escapeHtml(`${notBefore.slice(0, 10)} – ${notAfter.slice(0, 10)}`)}</td><td><code>${escapeHtml(pin)}</code></td></tr>`,
  );
  const seen = `${chain?.keyType ?? ''} chain at ${chain?.address ?? ''}, seen ${observation?.at ?? ''}`;
  return `<details><summary>Certificates: ${escapeHtml(seen)}</summary><table class="certificates"><thead><tr><th scope="col">Role</th><th scope="col">Certificate</th><th scope="col">Valid</th><th scope="col">Pin</th></tr></thead><tbody>${rows.join('')}</tbody></table></details>`;
}
