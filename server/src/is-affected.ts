/** What the question whether an app is affected takes beside the server, as one piece that the editor loads when it is asked. */
export { triage } from './affected/triage';
export { kindByName } from './model/kind';
export { MAX_TEXT } from './model/limits';
export { affectedMarkdown } from './report/affected-markdown';
