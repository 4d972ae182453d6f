import { readFileSync } from 'node:fs';
import json from '@eslint/json';
import validator from 'eslint-plugin-json-schema-validator';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/pinning.schema.json', import.meta.url), 'utf8'),
);

/** What ESLint can do for pinning files: its own rules for JSON, and the schema that editors get. */
export default [
  {
    files: ['**/*.json'],
    language: 'json/json',
    plugins: { json, 'json-schema-validator': validator },
    rules: {
      ...json.configs.recommended.rules,
      'json-schema-validator/no-invalid': [
        'error',
        { schemas: [{ fileMatch: ['**/*.json'], schema }], useSchemastoreCatalog: false },
      ],
    },
  },
];
