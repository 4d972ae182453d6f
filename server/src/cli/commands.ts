// The commands that read configurations or list rules: one module, so that what is built of it holds the rules once.
export { affectedCommand } from './affected';
export { checkCommand } from './check';
export { convertCommand } from './convert';
export { explainCommand } from './explain';
export { inspectCommand } from './inspect';
export { rulesCommand } from './rules';
