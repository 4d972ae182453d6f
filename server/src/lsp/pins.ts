import type { Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../core/finding';
import type { Observed } from '../core/observed';
import {
  insertAtPlaces,
  insertPins,
  pinPlaces,
  pinSetAt,
  placeIndexAt,
  type WantedPlace,
} from '../features/insert-pin';
import type { Model } from '../model/model';
import type { Opened } from './documents';
import { isObject } from './is-object';
import {
  INSERT_PIN,
  type InsertPinResult,
  PIN_PLACES,
  type PinPlacesParams,
  type PinPlacesResult,
} from './protocol';

/** What the handlers need of the server. */
export interface PinsHost {
  readonly document: (uri: string) => TextDocument | undefined;
  readonly open: (document: TextDocument) => Promise<Opened>;
  readonly observed: () => Observed | undefined;
}

/** 32 bytes in base64: nothing else goes between the quotes. */
const KEY = /^[A-Za-z0-9+/]{43}=$/;

/** More keys and more places than anyone adds at once. */
const MAX_KEYS = 100;
const MAX_PLACES = 10_000;

/** Says where pins can be added, and how; it is the client that changes the document. */
export function registerPins(connection: Connection, host: PinsHost): void {
  connection.onRequest(PIN_PLACES, async (params: PinPlacesParams | null): Promise<PinPlacesResult> => {
    const document = host.document(params?.uri ?? '');
    const opened = document && (await host.open(document));
    const model = opened?.model;
    if (!model) return { places: [], at: null, product: null };
    const places = pinPlaces(model, host.observed());
    const at = typeof params?.offset === 'number' ? placeIndexAt(model, params.offset) : undefined;
    const config = opened.around?.config;
    const product = config && 'config' in config ? config.config.target.product : undefined;
    return { places, at: at ?? null, product: product ?? null };
  });
  connection.onRequest(INSERT_PIN, async (params: unknown): Promise<InsertPinResult | null> => {
    const { uri, ...wanted }: Readonly<Record<string, unknown>> = isObject(params) ? params : {};
    const document = typeof uri === 'string' ? host.document(uri) : undefined;
    const model = document && (await host.open(document)).model;
    const edits = model && editsFor(model, wanted);
    return document && edits ? { version: document.version, edits } : null;
  });
}

/** Parameters come from outside and may hold anything. */
function editsFor(model: Model, wanted: Readonly<Record<string, unknown>>): readonly Edit[] | undefined {
  const { offset, key, keys, places } = wanted;
  if (Array.isArray(keys) && Array.isArray(places)) {
    const sound = keys.length > 0 && keys.length <= MAX_KEYS && keys.every(isKey);
    return sound && places.length > 0 && places.length <= MAX_PLACES && places.every(isPlace)
      ? insertAtPlaces(model, places, keys)
      : undefined;
  }
  const set = typeof offset === 'number' ? pinSetAt(model, offset) : undefined;
  const edits = set && isKey(key) ? insertPins(model, set, [key]) : [];
  return edits.length > 0 ? edits : undefined;
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && KEY.test(value);
}

function isPlace(value: unknown): value is WantedPlace {
  return isObject(value) && typeof value['offset'] === 'number' && typeof value['host'] === 'string';
}
