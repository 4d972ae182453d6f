import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import type { HostObservation, ObservedCertificate } from '../../server/src/core/observed';
import { LIFETIMES, lifetimeRule } from '../../server/src/pins/lifetimes';
import { pinCalendar } from '../../server/src/report/pins/calendar';
import { outlooks, type ReportEntry, type ReportHost } from '../../server/src/report/pins/outlook';
import { pinReport } from '../../server/src/report/pins/page';
import { englishIn, inOtherWords } from './in-other-words';

const OPTIONS = { today: '2026-11-22', adoptionDays: 30 };
const STAMP = '2026-11-22T10:15:00Z';
const pin = (letter: string) => `sha256/${letter}b7xY0zQkPq9sVtW3uE5rT2yU8iOo1pA4sDfGhJkLm8=`;
const [LEAF, INTER, ROOT, BACKUP, SECOND] = [pin('k'), pin('l'), pin('m'), pin('n'), pin('o')];

function certificate(role: ObservedCertificate['role'], end: string, key: string): ObservedCertificate {
  return {
    role,
    subject: `CN=${role}`,
    issuer: 'CN=issuer',
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: end && `${end}T00:00:00Z`,
    pin: key,
    fingerprint: '00'.repeat(32),
  };
}

function seen(host: string, end = '2027-02-20', leaf = LEAF): HostObservation {
  const certificates = [
    certificate('leaf', end, leaf),
    certificate('intermediate', '2030-01-01', INTER),
    certificate('root', '2040-01-01', ROOT),
  ];
  const chain = {
    address: '203.0.113.7:443',
    keyType: 'EC P-256',
    trust: 'public',
    nameMatches: true,
  } as const;
  return { host, at: STAMP, chains: [{ ...chain, certificates }] };
}

function pinned(host: string, pins: readonly string[], observation?: HostObservation): ReportHost {
  return { host, entries: [{ path: 'pinning.json', line: 4, pins }], observation };
}

/** What people read or hear of a page, without pins. */
function wordsOf(page: string): readonly string[] {
  const body = page.replace(/<style>.*?<\/style>|<code>.*?<\/code>/gs, '');
  const heard = Array.from(body.matchAll(/ (?:aria-label|data-label)="([^"]*)"/g), ([, text = '']) => text);
  return [...heard, ...body.replace(/<[^>]*>/g, '\n').split('\n')];
}

describe('pin report', () => {
  const states: readonly (readonly [string, readonly string[], string, readonly boolean[]])[] = [
    ['a pin of nothing served', [BACKUP], 'broken', [false, false, false, false]],
    ['the leaf alone', [LEAF, BACKUP], 'leaf', [true, false, false, false]],
    ['the issuing authority', [INTER, BACKUP], 'intermediate', [true, true, false, false]],
    ['the root', [ROOT, LEAF], 'root', [true, true, true, false]],
  ];
  for (const [title, pins, state, survives] of states) {
    it(`tells what survives with ${title}`, () => {
      const [found] = outlooks([pinned('a', pins, seen('a'))], OPTIONS);
      equal(found?.state, state);
      deepEqual(
        found?.survivals.map((one) => one.survives),
        survives,
      );
      deepEqual(
        found?.backups,
        pins.filter((one) => one === BACKUP),
      );
    });
  }

  it('needs a match in every chain and for every place', () => {
    const observation = seen('a');
    const two = {
      ...observation,
      chains: [...observation.chains, ...seen('a', '2027-02-20', BACKUP).chains],
    };
    equal(outlooks([pinned('a', [LEAF], two)], OPTIONS)[0]?.state, 'broken');
    equal(outlooks([pinned('a', [LEAF, BACKUP], two)], OPTIONS)[0]?.state, 'leaf');
    const places = [...pinned('a', [LEAF]).entries, ...pinned('a', [BACKUP]).entries];
    equal(outlooks([{ host: 'a', entries: places, observation }], OPTIONS)[0]?.state, 'broken');
  });

  const places: readonly (readonly [string, Partial<ReportEntry>, string])[] = [
    ['pins that the build completes', { pins: [BACKUP], open: true }, 'open'],
    ['pins that the build completes, the root among them', { pins: [ROOT], open: true }, 'root'],
    ['pins that are not enforced', { pins: [BACKUP], enforced: false }, 'idle'],
    ['pins that have expired', { pins: [BACKUP], expires: '2026-11-21' }, 'idle'],
    ['pins that expire today', { pins: [BACKUP], expires: '2026-11-22' }, 'broken'],
    ['an expiry that is no day', { pins: [BACKUP], expires: '0' }, 'broken'],
    ['the leaf among the authorities', { pins: [LEAF], identities: { ca: [LEAF] } }, 'broken'],
    ['the root among the leaves', { pins: [ROOT], identities: { leaf: [ROOT] } }, 'broken'],
    ['one of two lists', { pins: [ROOT, BACKUP], identities: { ca: [ROOT], leaf: [BACKUP] } }, 'broken'],
    ['both lists', { pins: [ROOT, LEAF], identities: { ca: [ROOT], leaf: [LEAF] } }, 'leaf'],
    ['the list of authorities', { pins: [ROOT], identities: { ca: [ROOT] } }, 'root'],
  ];
  for (const [title, place, state] of places) {
    it(`judges ${title}`, () => {
      const entry = { path: 'pinning.json', line: 4, pins: [], ...place };
      const hosts = [{ host: 'a', entries: [entry], observation: seen('a') }];
      equal(outlooks(hosts, OPTIONS)[0]?.state, state);
      const page = pinReport(hosts, { ...OPTIONS, stamp: STAMP, calendar: '' });
      equal(page.includes('cannot connect'), state === 'broken');
    });
  }

  it('holds for any day, and for certificates without a day or without an end', () => {
    for (const today of ['0000-01-01', '2026-11-22', '9998-10-01', '9998-12-31', '9999-12-31']) {
      for (const end of ['0000-01-01', '', '9999-12-31', '9999-11-30']) {
        const hosts = [pinned('a', [LEAF], seen('a', end))];
        const options = { today, adoptionDays: 365, stamp: STAMP, calendar: '' };
        const page = pinReport(hosts, options);
        ok(page.length < 40_000, `${page.length}`);
        doesNotMatch(page, /NaN|Infinity|[+-]0\d{5}/);
        for (const [, day = ''] of pinCalendar(outlooks(hosts, options), STAMP).matchAll(
          /VALUE=DATE:(.*)\r/g,
        ))
          match(day, /^\d{8}$/);
      }
    }
  });

  it('looks at the chain whose end can be read', () => {
    const observation = { ...seen('a'), chains: [...seen('a', '').chains, ...seen('a').chains] };
    equal(outlooks([pinned('a', [LEAF], observation)], OPTIONS)[0]?.lastSafeDay, '2027-01-21');
  });

  it('sorts by urgency, then by the day to act, then by name', () => {
    const hosts = [
      pinned('unasked', [LEAF]),
      pinned('root', [ROOT], seen('root')),
      pinned('later', [LEAF], seen('later', '2027-05-01')),
      pinned('sooner', [LEAF], seen('sooner', '2026-12-24')),
      pinned('also', [LEAF], seen('also', '2026-12-24')),
      pinned('silent', [LEAF], {
        host: 'silent',
        at: STAMP,
        chains: [],
        error: { code: 'X', message: 'no' },
      }),
      pinned('broken', [BACKUP], seen('broken')),
    ];
    deepEqual(
      outlooks(hosts, OPTIONS).map(({ host }) => host),
      ['broken', 'silent', 'also', 'sooner', 'later', 'root', 'unasked'],
    );
  });

  it('counts the last safe day back from the renewal, and the renewals after it by the falling lifetimes', () => {
    const [found] = outlooks([pinned('a', [LEAF], seen('a', '2027-02-20'))], OPTIONS);
    equal(found?.lastSafeDay, '2027-01-21');
    equal(found?.daysToAct, 60);
    deepEqual(found?.renewals.slice(0, 3), [
      { day: '2027-02-20', lifetime: 200 },
      { day: '2027-09-08', lifetime: 100 },
      { day: '2027-12-17', lifetime: 100 },
    ]);
    const [late] = outlooks([pinned('a', [LEAF], seen('a', '2026-12-01'))], OPTIONS);
    equal(late?.daysToAct, -21);
  });

  it('knows the lifetimes by their first day', () => {
    for (const { from, days } of LIFETIMES) equal(lifetimeRule(from)?.days, days);
    equal(lifetimeRule('2020-08-31'), undefined);
    equal(lifetimeRule('2026-03-14')?.days, 398);
  });

  it('writes a calendar that programs read: short lines, whole days, text escaped', () => {
    const host = 'ä,b;c\\d\n'.repeat(20);
    const text = pinCalendar(outlooks([pinned(host, [LEAF], seen(host))], OPTIONS), STAMP);
    const lines = text.split('\r\n');
    ok(lines.every((line) => Buffer.byteLength(line) <= 75));
    ok(!text.replaceAll('\r\n', '').includes('\n'));
    const whole = text.replaceAll('\r\n ', '').split('\r\n');
    equal(whole.filter((line) => line === 'BEGIN:VEVENT').length, 2);
    ok(whole.includes('DTSTART;VALUE=DATE:20270121'));
    ok(whole.includes('DTEND;VALUE=DATE:20270122'));
    ok(whole.some((line) => line.startsWith('SUMMARY:') && line.includes('ä\\,b\\;c\\\\d\\n')));
    equal(pinCalendar([], STAMP).split('\r\n').length, 7);
  });

  it('asks to ship new pins by a day only where a day helps', () => {
    const rows: readonly (readonly [string, readonly string[], number])[] = [
      ['the leaf', [LEAF], 2],
      ['the issuing authority', [INTER], 2],
      ['the root, which a renewal leaves alone', [ROOT], 1],
      ['nothing, where only a build of today helps', [BACKUP], 1],
    ];
    for (const [title, pins, events] of rows) {
      const found = outlooks([pinned('a', pins, seen('a'))], OPTIONS);
      equal(pinCalendar(found, STAMP).split('BEGIN:VEVENT').length - 1, events, title);
      const page = pinReport([pinned('a', pins, seen('a'))], { ...OPTIONS, stamp: STAMP, calendar: '' });
      equal(page.includes('2027-01-21'), events === 2, title);
    }
  });

  it('leads every link of the page to a place in it', () => {
    const hosts = [pinned('unasked', [LEAF]), pinned('root', [ROOT], seen('root')), pinned('b', [LEAF])];
    const page = pinReport(hosts, { ...OPTIONS, stamp: STAMP, calendar: '' });
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    equal(new Set(links).size, hosts.length);
    for (const id of links) equal(page.split(`id="${id}"`).length, 2, id);
  });

  it('escapes whatever stands in names', () => {
    const evil = `"><script>alert(1)</script><img src=x onerror='alert(1)'>&\u202e`;
    const observation = seen('a');
    const [chain] = observation.chains;
    ok(chain);
    const certificates = chain.certificates.map((one) => ({
      ...one,
      subject: evil,
      issuer: evil,
      notBefore: evil,
      notAfter: evil,
      pin: evil,
    }));
    const hostile: HostObservation = {
      ...observation,
      chains: [{ ...chain, address: evil, keyType: evil, trust: 'none', reason: evil, certificates }],
    };
    const hosts = [
      { host: evil, entries: [{ path: evil, line: 1, pins: [evil] }], observation: hostile },
      pinned('b', [evil], { host: 'b', at: evil, chains: [], error: { code: evil, message: evil } }),
    ];
    const page = pinReport(hosts, { ...OPTIONS, stamp: evil, calendar: `command:${evil}` });
    doesNotMatch(page, /<script|<img|onerror='|\u202e/);
    match(page, /&lt;script&gt;/);
  });

  it('is said in another language, the calendar too, with no English left', async () => {
    const untrusted = (trust: 'public' | 'local', reasons: object) => {
      const observation = seen('a');
      const chains = observation.chains.map((one) => {
        const certificates = one.certificates.map((each) => ({ ...each, served: each.role !== 'root' }));
        return { ...one, trust, nameMatches: false, certificates, ...reasons };
      });
      return { ...observation, chains };
    };
    const entry = { path: 'pinning.json', line: 4, pins: [BACKUP] };
    const every: readonly ReportHost[] = [
      ...[[LEAF], [LEAF, BACKUP], [INTER, BACKUP, SECOND], [ROOT], [BACKUP]].map((pins) =>
        pinned('a', pins, seen('a')),
      ),
      pinned('a', [LEAF], seen('a', '2026-12-01')),
      pinned('a', [LEAF], seen('a', '2026-12-23')),
      pinned('a', [LEAF], seen('a', '')),
      pinned('a', [LEAF], seen('a', '2019-01-01')),
      pinned('a', [LEAF], untrusted('local', { reason: 'a' })),
      pinned('a', [LEAF], untrusted('local', {})),
      pinned('a', [LEAF], untrusted('public', { nameReason: 'a' })),
      pinned('a', [LEAF], untrusted('public', {})),
      { host: 'a', entries: [{ ...entry, open: true }], observation: seen('a') },
      { host: 'a', entries: [{ ...entry, enforced: false }], observation: seen('a') },
      pinned('a', [LEAF], { host: 'a', at: STAMP, chains: [], error: { code: 'X', message: 'a' } }),
      pinned('a', [LEAF]),
    ];
    const pages = [[], ...every.map((one) => [one]), every, every.filter((_, at) => at < 5)];
    const known = 'CN=leaf CN=intermediate CN=root CN=issuer pinning.json';
    const left = await inOtherWords(() =>
      pages.flatMap((hosts) => {
        const page = pinReport(hosts, { ...OPTIONS, stamp: STAMP, calendar: '', language: 'pt-br' });
        ok(page.includes('<html lang="pt-br">'));
        const days = pinCalendar(outlooks(hosts, OPTIONS), STAMP)
          .replaceAll('\r\n ', '')
          .replaceAll('\\n', ' ');
        const said = [...wordsOf(page), ...(days.match(/^(?:SUMMARY|DESCRIPTION):.*$/gm) ?? [])];
        return said.flatMap((text) => englishIn(text, known, ['SUMMARY', 'DESCRIPTION']));
      }),
    );
    deepEqual([...new Set(left)], []);
    match(pinReport([], { ...OPTIONS, stamp: STAMP, calendar: '' }), /<html lang="en">/);
  });

  it('holds no script and loads nothing', () => {
    const page = pinReport([pinned('a', [LEAF], seen('a'))], {
      ...OPTIONS,
      stamp: STAMP,
      calendar: 'data:text/calendar,',
    });
    match(page, /default-src 'none'; style-src 'sha256-/);
    doesNotMatch(page, /<script|https?:\/\/|@import|url\(/);
  });
});
