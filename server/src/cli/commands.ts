// The commands that run or list rules: one module, so that what is built of it holds the rules once.
export { checkCommand } from './check';
export { explainCommand, rulesCommand } from './rules';
