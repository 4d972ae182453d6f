/** What makes and saves backup keys, as one module that is loaded on first use. */
export { homedir } from 'node:os';
export { KEY_NAMES, KEY_TYPES, makeBackupKey } from './backup-key';
export { sharedFolder } from './exposure';
export { MAX_NAMES, readNames } from './names';
export { fileStem, saveBackupKey } from './save';
