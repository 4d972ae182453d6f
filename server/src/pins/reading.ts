import { sha256 } from '@noble/hashes/sha2';
import * as l10n from '../core/l10n';
import { parseDer } from './asn1';
import { readCertificate } from './certificate';
import { partsOf } from './der';
import { keyName } from './key';
import type { KeyMaterial, Material, MaterialFault, MaterialOptions } from './material';
import { pinText } from './pin';
import { readRequest } from './request';

/** Why something that was recognised gives no pin; the message is one clause in lower case. */
export interface Fault {
  readonly code: MaterialFault;
  readonly message: string;
}

/** What is gathered while one file is read. */
export interface Reading {
  readonly options: MaterialOptions;
  readonly items: Material[];
  /** What was recognised and gives nothing. */
  readonly faults: Fault[];
  /** How the first thing that a password opened is protected. */
  protection?: string;
  /** Rounds of key derivation that this file may still cost; shared by the files of a ZIP. */
  readonly work: { rounds: number };
}

/** Certificates and keys of one file; a bundle of every public root has a third of this. */
export const MAX_ITEMS = 500;

/** Rounds of key derivation for one file: eight times what is recommended today, some ten seconds on a slow machine. */
const MAX_ROUNDS = 5_000_000;

/** Faults that are told of one file. */
const MAX_FAULTS = 20;

/** Starts reading a file. */
export function startReading(options: MaterialOptions, work = { rounds: MAX_ROUNDS }): Reading {
  return { options, items: [], faults: [], work };
}

/** Notes something that gives no pin. */
export function fail(reading: Reading, code: MaterialFault, message: string): void {
  const ends = code === 'too-large' || code === 'cancelled';
  if (ends || reading.faults.length < MAX_FAULTS) reading.faults.push({ code, message });
}

/** Keeps a thing that was found, unless there are too many. */
function keep(reading: Reading, item: Material): void {
  if (reading.items.length < MAX_ITEMS) reading.items.push(item);
  else if (!reading.faults.some(({ code }) => code === 'too-large'))
    fail(reading, 'too-large', l10n.t('more than {0} certificates and keys', MAX_ITEMS));
}

/** Keeps a certificate; false for bytes that are none. The bytes are copied, for they may stand beside a private key. */
export function keepCertificate(reading: Reading, der: Uint8Array): boolean {
  const certificate = readCertificate(der);
  if (certificate) keep(reading, { ...certificate, role: 'certificate', der: new Uint8Array(der) });
  return certificate !== undefined;
}

/** Keeps a certificate request; false for bytes that are none. */
export function keepRequest(reading: Reading, der: Uint8Array): boolean {
  const request = readRequest(der);
  if (request) keep(reading, request);
  return request !== undefined;
}

/** Keeps a key by its SubjectPublicKeyInfo; false for bytes that are none. */
export function keepKey(reading: Reading, role: KeyMaterial['role'], spki: Uint8Array): boolean {
  if (partsOf(spki)?.length !== 2) return false;
  keep(reading, { role, key: keyName(parseDer(spki)), pin: pinText(sha256(spki)) });
  return true;
}
