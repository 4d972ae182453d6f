import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const folder = '.github/workflows';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly uses?: string;
  readonly permissions?: Permissions;
  readonly steps?: readonly Step[];
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly 'timeout-minutes'?: number;
  readonly secrets?: unknown;
}

type Permissions = Readonly<Record<string, string>>;

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly concurrency?: { readonly group?: string };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The only rights to write, by file and job. */
const WRITES: ReadonlySet<string> = new Set(['release.yml npm id-token']);

describe('workflows', () => {
  const files = readdirSync(folder);

  it('are all here', () => {
    for (const name of ['ci.yml', 'release.yml', 'audit.yml']) ok(files.includes(name), name);
  });

  for (const file of files) {
    describe(file, () => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      const workflow: Workflow = parse(text);
      const jobs = Object.entries(workflow.jobs);
      const steps = jobs.flatMap(([, job]) => job.steps ?? []);

      it('pins every action by a whole commit hash and says which version that is', () => {
        const uses = Array.from(text.matchAll(/^\s*(?:- )?uses: (.*)$/gm), ([, used = '']) => used);
        equal(uses.length, [...steps, ...jobs.map(([, job]) => job)].filter(({ uses: used }) => used).length);
        for (const used of uses)
          match(
            used,
            /^(?:[\w-]+(?:\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/\.github\/workflows\/[\w-]+\.yml)$/,
          );
      });

      it('may read, and write only where that is its work', () => {
        deepEqual(workflow.permissions, { contents: 'read' });
        for (const [name, { permissions = {} }] of jobs) {
          for (const [scope, level] of Object.entries(permissions))
            ok(level === 'read' || WRITES.has(`${file} ${name} ${scope}`), `${name}: ${scope}: ${level}`);
        }
      });

      it('ends in time and not twice at once', () => {
        ok(workflow.concurrency?.group);
        for (const [name, job] of jobs) ok(job.uses ?? (job['timeout-minutes'] ?? 360) <= 60, name);
      });

      it('keeps secrets and the texts of strangers out of shells', () => {
        ok(!('pull_request_target' in workflow.on));
        for (const [name, job] of jobs) ok(job.secrets === undefined, name);
        for (const { run = '' } of steps) ok(!run.includes('${{'), run);
        const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
        for (const step of checkouts) equal(step.with?.['persist-credentials'], false);
      });
    });
  }

  it('test on three systems with every Node that is supported', () => {
    const ci: Workflow = parse(readFileSync(path.join(folder, 'ci.yml'), 'utf8'));
    const { os = [], node = [] } = ci.jobs['test']?.strategy?.matrix ?? {};
    deepEqual(
      os.map((name) => String(name).replace(/-.*/, '')),
      ['ubuntu', 'macos', 'windows'],
    );
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
    equal(`>=${node[0]}`, engines.node);
    deepEqual(node, [20, 22, 24]);
    ok(ci.jobs['test']?.steps?.some(({ run }) => run === 'npm test'));
  });

  it('test before they publish', () => {
    const release: Workflow = parse(readFileSync(path.join(folder, 'release.yml'), 'utf8'));
    const publishing = Object.entries(release.jobs).filter(([, { steps = [] }]) =>
      steps.some(({ run = '' }) => / publish /.test(run)),
    );
    equal(publishing.length, 3);
    for (const [name, job] of publishing) equal('needs' in job && job.needs, 'test', name);
    equal(release.jobs['test']?.uses, './.github/workflows/ci.yml');
  });
});

describe('Dependabot', () => {
  it('looks at every lock file and at the actions', () => {
    const { updates } = parse(readFileSync('.github/dependabot.yml', 'utf8'));
    const [npm, actions] = updates;
    deepEqual([npm['package-ecosystem'], actions['package-ecosystem']], ['npm', 'github-actions']);
    for (const place of npm.directories)
      ok(readFileSync(path.join('.', place, 'package-lock.json')).length > 0);
    equal(npm.directories.length, 3);
  });
});
