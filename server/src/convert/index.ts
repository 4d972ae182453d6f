export { CONVERT_TARGETS, type Converted, type ConvertTarget, convert, targetsFor } from './convert';
