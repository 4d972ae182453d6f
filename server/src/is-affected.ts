/** What the question whether an app is affected takes, as one piece that the editor loads when it is asked. */
export { triage } from './affected/triage';
export { MAX_CONFIG, readConfig } from './config/config';
export { kindByName } from './model/kind';
export { partsFor } from './model/parts';
export { MAX_TEXT, read } from './model/read';
export { nodeLoaders } from './node-loaders';
export { affectedMarkdown } from './report/affected-markdown';
