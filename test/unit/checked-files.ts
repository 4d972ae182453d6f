import { parseXml } from '../../server/src/core/xml';
import { judge, type LintOptions } from '../../server/src/lint';
import type { Kind } from '../../server/src/model/kind';
import { read } from '../../server/src/model/read';
import type { CheckedFile } from '../../server/src/report/checked';
import { OPTIONS } from './marked';

/** Two good pins, and 32 bytes in hexadecimal, which are none. */
export const PIN = 'sha256/fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';
export const OTHER = 'sha256/FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=';
export const HEX = 'ab'.repeat(31).concat('cd');
/** Checks a text as the command line does. */
export function check(
  text: string,
  path = 'pinning.json',
  more: LintOptions & { readonly kind?: Kind } = {},
): CheckedFile {
  const options = { ...OPTIONS, parseXml, kind: 'pinning' as const, ...more };
  const model = read(text, options);
  const { findings, suppressed } = model ? judge(model, options) : { findings: [], suppressed: [] };
  return { path, text, kind: model?.kind ?? null, findings, suppressed };
}

/** A pinning file of hosts with their pins. */
export function pinning(...hosts: readonly [host: string, ...pins: string[]][]): string {
  return JSON.stringify({ hosts: hosts.map(([host, ...hashes]) => ({ host, hashes })) }, undefined, 1);
}

/** Names and hosts as somebody might choose who wants to be taken for something else. */
export const HOSTILE: readonly string[] = [
  '::error::owned',
  '\u00a0 ::error::owned',
  'a\n::set-output name=x::y',
  'a\r\n::add-mask::e',
  'x,line=1::y',
  'a%0A::error::b',
  '##vso[task.setvariable variable=x]y',
  '##[error]y',
  ']]></failure><testcase name="owned"/>',
  '"/><script>&amp;',
  '[click](https://evil.example)',
  '{0}{1}',
  '\u001b]0;owned\u0007\u0000\u0008\ufffe\uffff',
  '\u202egnp.exe',
  '\ud800 alone \udc00',
  'ä ö 💚.json',
  '%SRCROOT%/../x',
  'a b#c?d',
];
