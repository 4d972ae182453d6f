import type { Host } from './host';
import type { PinSet } from './model';

/** True for a text that the build completes: a build action's `$NAME`, Xcode's `$(NAME)` and `${NAME}`. */
export function isOpen(text: string): boolean {
  return text.includes('$') && /\$(?:\w{2,}|[({])/.test(text);
}

/**
 * A set without judgement on what the build completes: a host keeps its text as its name, and a pin is counted but not
 * looked into. Where a variable stands for the whole list, nobody knows how many pins there will be.
 */
export function withOpenValues(set: PinSet): PinSet {
  const hosts = set.hosts.some(({ text }) => isOpen(text)) ? set.hosts.map(openHost) : set.hosts;
  const open = set.pins.filter(({ text }) => isOpen(text));
  if (open.length === 0) return hosts === set.hosts ? set : { ...set, hosts };
  const names = [...new Set(open.map(({ text }) => text))];
  const pins = set.pins.filter(({ text }) => !isOpen(text));
  return { ...set, hosts, pins, open: { names, whole: set.list === undefined } };
}

function openHost(host: Host): Host {
  if (!isOpen(host.text)) return host;
  return { ...host, name: host.text, fault: undefined };
}
