import { observation } from '../../server/src/describe-chain';
import { fetchMany } from '../../server/src/net';
import { readCertificate } from '../../server/src/pins/certificates';
import { pinReport, type ReportHost } from '../../server/src/report/pins';
import { type Issued, openLab, opensslPin } from './certificates';
import { serveProxy } from './proxies';
import { serveByName } from './tls-servers';

const SOME = 'sha256/fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';
const OTHER = 'sha256/FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=';

/** The pins of an entry, from the chain that its host serves. */
type Pins = (chain: readonly Issued[]) => readonly string[];

/** Hosts, days to the end of their certificates, and their pins: one for each state of hosts that answer. */
const HOSTS: readonly (readonly [string, number, Pins])[] = [
  ['www.acme.example', 75, ([, , root]) => [pinOf(root), SOME]],
  ['api.acme.example', 64, ([, intermediate]) => [pinOf(intermediate), SOME]],
  ['login.acme.example', 47, ([leaf]) => [pinOf(leaf), SOME]],
  ['late.acme.example', 12, ([leaf]) => [pinOf(leaf)]],
  ['shop.acme.example', 160, () => [SOME, OTHER]],
];

/**
 * The pin report as a page, about hosts that are really served on loopback and really asked, through a proxy that
 * leads their names there. The root of the lab counts as publicly trusted.
 * @param silent names of further hosts, which give no chain
 * @param unasked names of further hosts, which are not asked
 */
export async function labReport(
  silent: readonly string[] = [],
  unasked: readonly string[] = [],
): Promise<string> {
  const { root, intermediate, issue } = openLab();
  const served = HOSTS.map(([host, days, pins]) => {
    const leaf = issue({ commonName: host, names: [`DNS:${host}`], days: [-23, days], issuer: intermediate });
    return { host, leaf, pins: pins([leaf, intermediate, root]) };
  });
  const shown = served.map(({ host, leaf }) => [host, { leaf, rest: [intermediate, root] }] as const);
  const server = await serveByName(Object.fromEntries(shown));
  const proxy = await serveProxy({
    routes: Object.fromEntries(served.map(({ host }) => [`${host}:443`, server.port])),
  });
  const asked = [...served, ...silent.map((host) => ({ host, pins: [SOME, OTHER] }))];
  const results = await fetchMany(asked, {
    publicRoots: [root.certificate],
    localRoots: [],
    proxy: () => ({ url: `http://127.0.0.1:${proxy.port}` }),
  });
  await Promise.all([server.close(), proxy.close()]);
  const now = new Date();
  const entry = (pins: readonly string[], at: number) => ({ path: 'pinning.json', line: 4 + 7 * at, pins });
  const hosts = [
    ...asked.map(({ host, pins }, at): ReportHost => {
      const result = results[at];
      const seen = result && observation(host, result, now, readCertificate);
      return { host, entries: [entry(pins, at)], observation: seen };
    }),
    ...unasked.map((host, at): ReportHost => {
      return { host, entries: [entry([SOME, OTHER], asked.length + at)], observation: undefined };
    }),
  ];
  return pinReport(hosts, {
    today: now.toISOString().slice(0, 10),
    adoptionDays: 30,
    stamp: `${now.toISOString().slice(0, 19)}Z`,
    calendar: 'data:text/calendar,',
  });
}

function pinOf(issued: Issued | undefined): string {
  return issued ? opensslPin(issued.certificate) : '';
}
