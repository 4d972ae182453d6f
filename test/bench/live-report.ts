import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HostObservation } from '../../server/src/core/observed';
import { pinReport, type ReportHost } from '../../server/src/report/pins';
import { compare } from './compare';

const HOSTS = 1000;

/** Milliseconds until people shall see the report of so many hosts; printed, never asserted. */
const AIM_MS = 1000;

/** How long the pin report of many hosts takes to make, and to draw where a browser is at hand. */
export async function pinReportOfManyHosts(observations: readonly HostObservation[]): Promise<void> {
  const hosts = observations.slice(0, HOSTS).map(reportHost);
  const make = () => pinReport(hosts, OPTIONS);
  const page = make();
  await compare(`making the pin report of ${hosts.length} hosts (aim ${AIM_MS} ms)`, {
    ours: make,
    peer: () => JSON.stringify(hosts),
    peerName: 'JSON.stringify of the hosts',
    aim: 20,
    rounds: 21,
  });
  const browser = await openBrowser();
  if (typeof browser === 'string') return console.log(`skipped: drawing the pin report: ${browser}`);
  const text = page.replace(/<style>.*?<\/style>|<[^>]*>/gs, '\n');
  await compare(`drawing its ${Math.round(page.length / 1000)} kB (aim ${AIM_MS} ms)`, {
    ours: () => browser.draw(page),
    peer: () => browser.draw(`<!DOCTYPE html><pre>${text}</pre>`),
    peerName: 'its words without markup',
    aim: 10,
    rounds: 7,
  });
  await browser.close();
}

const OPTIONS = {
  today: new Date().toISOString().slice(0, 10),
  adoptionDays: 30,
  stamp: `${new Date().toISOString().slice(0, 19)}Z`,
  calendar: 'data:text/calendar,',
};

const BACKUP = 'sha256/FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=';

/** One pins its leaf, the next its issuer, the next its root, the next none of them: sections of every kind. */
function reportHost(observed: HostObservation, at: number): ReportHost {
  const [chain] = observed.chains;
  const pin = chain?.certificates[at % 4]?.pin;
  const entry = { path: 'pinning.json', line: at + 1, pins: pin ? [pin, BACKUP] : [BACKUP] };
  return { host: observed.host, entries: [entry], observation: observed };
}

interface Browser {
  /** Shows a page; resolves once it is drawn. */
  readonly draw: (html: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What `scripts/editor-host.mjs` exports, as far as it is used here. */
interface Host {
  readonly whyNoHost: () => string | undefined;
  readonly hostCost: () => string | undefined;
  readonly openBrowser: () => Promise<{
    readonly page: {
      readonly setContent: (html: string) => Promise<void>;
      readonly evaluate: (script: string) => Promise<unknown>;
    };
    readonly close: () => Promise<void>;
  }>;
}

/** The browser of the editor tests, or why there is none. */
async function openBrowser(): Promise<Browser | string> {
  const host: Host = await import(pathToFileURL(path.resolve('scripts/editor-host.mjs')).href);
  const reason = host.whyNoHost() ?? (host.hostCost() && 'the editor host is not installed');
  if (reason) return reason;
  const { page, close } = await host.openBrowser();
  const draw = async (html: string) => {
    await page.setContent(html);
    await page.evaluate(DRAWN);
  };
  return { draw, close };
}

/** The second frame begins when the first one is drawn. */
const DRAWN = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';
