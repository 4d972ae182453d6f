import { parseArgs } from 'node:util';
import { fuzzMaterial } from './support/fuzz';

/** The long run: `npm run fuzz -- --cases 50000 --seed 1`; the exit status is 1 when a case went wrong. */
async function run(): Promise<void> {
  const { values } = parseArgs({ options: { cases: { type: 'string' }, seed: { type: 'string' } } });
  const report = await fuzzMaterial({
    cases: Number(values.cases ?? 50_000),
    seed: Number(values.seed ?? 1),
  });
  console.log(report.answers);
  console.log(
    `${report.cases} cases, slowest ${report.slowest.toFixed(0)} ms, ${report.failures.length} failures`,
  );
  for (const failure of report.failures.slice(0, 50)) console.log(failure);
  process.exit(report.failures.length > 0 ? 1 : 0);
}

void run();
