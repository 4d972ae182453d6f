import * as l10n from '../../core/l10n';
import type { ObservedCertificate, ObservedChain } from '../../core/observed';
import { roleName } from '../../core/words';
import { knownRoot } from '../../pins/known-roots';
import { pinKey } from '../../pins/pin';
import { advice, spoken } from './advice';
import { escapeHtml } from './html';
import type { Change, Outlook, OutlookOptions, Survival } from './outlook';
import { timeline, type Window } from './timeline';
import { longVerdict, mark } from './verdict';
import { paragraph } from './words';

/** What there is to say about a host that was asked, as a part of the page. */
export function section(outlook: Outlook, at: number, window: Window, options: OutlookOptions): string {
  const { host, state, observation, chain } = outlook;
  const verdict = paragraph(
    longVerdict(state),
    observation?.error && l10n.t('The reason: {0}.', observation.error.message),
  );
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
<h2 id="unasked">${mark('unasked')} ${escapeHtml(l10n.t('Not asked'))}</h2>
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
  const careful = paragraph(
    l10n.t('Careful: {0}.', fault(chain)),
    l10n.t('If a proxy stands in between, nothing below holds for phones.'),
  );
  return `<p class="careful">${escapeHtml(careful)}</p>`;
}

function fault({ trust, reason, nameReason }: ObservedChain): string {
  if (trust !== 'public') return reason ?? l10n.t('its chain is not publicly trusted');
  return nameReason
    ? l10n.t('its certificate does not cover the name: {0}', nameReason)
    : l10n.t('its certificate does not cover the name');
}

function changeName(change: Change): string {
  switch (change) {
    case 'same-key':
      return l10n.t('Renewed with the same key');
    case 'new-key':
      return l10n.t('Renewed with a new key');
    case 'new-intermediate':
      return l10n.t('Another issuing authority under the same root');
    case 'new-authority':
      return l10n.t('Another certificate authority');
  }
}

function survivalTable(outlook: Outlook): string {
  const rows = outlook.survivals.map((survival) => {
    const pins = survival.survives ? survival.pins : [];
    return `<tr><th scope="row">${escapeHtml(changeName(survival.change))}</th>${fate(outlook, survival)}<td>${pins.map(pinName).join('<br>') || '–'}</td></tr>`;
  });
  const heads = [l10n.t('The next certificate'), l10n.t('The app'), l10n.t('Pins that match')];
  return `<table class="survival"><caption hidden>${escapeHtml(l10n.t('Which pins survive a change'))}</caption><thead><tr>${heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** The cell that says what becomes of the app. */
function fate({ state, backups }: Outlook, { change, survives }: Survival): string {
  if (survives) return `<td class="yes">${escapeHtml(l10n.t('connects'))}</td>`;
  if (state === 'open') return `<td>${escapeHtml(l10n.t('hangs on what the build puts in'))}</td>`;
  const unless =
    change !== 'same-key' && backups.length > 0
      ? `<br><span class="unless">${escapeHtml(l10n.t('unless a backup is its key'))}</span>`
      : '';
  return `<td class="no">${escapeHtml(l10n.t('is cut off'))}${unless}</td>`;
}

function others({ backups }: Outlook): string {
  if (backups.length === 0) return '';
  const heading = l10n.t('Pins outside of the chain, backups if their keys are yours:');
  return `<p>${escapeHtml(heading)}<br>${backups.map(pinName).join('<br>')}</p>`;
}

function pinName(pin: string): string {
  const root = knownRoot(pinKey(pin));
  return `<code>${escapeHtml(pin)}</code>${root ? ` ${escapeHtml(root.name)}` : ''}`;
}

function certificateTable({ observation, chain }: Outlook): string {
  if (!chain) return '';
  const rows = chain.certificates.map(certificateRow);
  const heads = [l10n.t('Role'), l10n.t('Certificate'), l10n.t('Valid'), l10n.t('Pin')];
  const seen = l10n.t(
    'Certificates: {0} chain at {1}, seen {2}',
    chain.keyType,
    chain.address,
    observation?.at ?? '',
  );
  return `<details><summary>${escapeHtml(seen)}</summary><table class="certificates"><thead><tr>${heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></details>`;
}

function certificateRow(certificate: ObservedCertificate): string {
  const { role, subject, issuer, notBefore, notAfter, pin, served } = certificate;
  const place = served === false ? `${roleName(role)} (${l10n.t('not sent by the server')})` : roleName(role);
  const days = `${notBefore.slice(0, 10)} – ${notAfter.slice(0, 10)}`;
  const names = [subject, l10n.t('issued by {0}', issuer)].map(escapeHtml).join('<br>');
  return `<tr><td>${escapeHtml(place)}</td><td>${names}</td><td>${escapeHtml(days)}</td><td><code>${escapeHtml(pin)}</code></td></tr>`;
}
