import * as l10n from '../../core/l10n';
import { itemsOf, membersOf, type StringNode, valueAt } from '../../core/tree';
import { short, standsForAny } from '../../model/shape';
import type { Draft, Rule } from '../rule';

export const invalidPermission: Rule = {
  id: 'invalid-permission',
  severity: 'warning',
  summary: 'An Android permission or an iOS usage description that its platform does not know',
  citation: 'https://developer.android.com/reference/android/Manifest.permission',
  fix: { summary: 'write `android.permission.X`', safe: false },
  *check({ kind, root }) {
    if (kind !== 'extensibility') return;
    for (const section of ['appConfigurations', 'pluginConfigurations']) {
      const permissions = valueAt(root, section, 'permissions');
      for (const item of itemsOf(valueAt(permissions, 'android'))) {
        if (item.type === 'string') yield* androidDrafts(item);
      }
      for (const { key } of membersOf(valueAt(permissions, 'ios'))) yield* iosDrafts(key);
    }
  },
};

function* androidDrafts({ value, inner }: StringNode): Generator<Draft> {
  const meant = meantPermission(value);
  if (!meant || meant === value) return;
  yield {
    span: inner,
    message: l10n.t(
      'Android has no permission `{0}`: the app is built, and later refused what it asks for. `{1}` is meant.',
      short(value),
      short(meant),
    ),
    fixes: [
      { title: l10n.t('Write `{0}`', short(meant)), safe: false, edits: [{ span: inner, text: meant }] },
    ],
  };
}

/** Android's own permission behind a usual slip: `permissions`, another case, or no prefix. Others may be anybody's. */
function meantPermission(value: string): string | undefined {
  const name = /^(?:(?:android\.)?permissions?\.)?([A-Z][A-Z0-9_]*)$/.exec(value)?.[1];
  if (name) return `android.permission.${name}`;
  const rest = /^android\.permissions?\.([\w.]+)$/i.exec(value)?.[1];
  if (!rest) return undefined;
  const [last = '', ...groups] = rest.split('.').toReversed();
  return ['android.permission', ...groups.toReversed(), last.toUpperCase()].join('.');
}

function* iosDrafts({ value, inner }: StringNode): Generator<Draft> {
  if (value.includes('UsageDescription') || standsForAny(value)) return;
  yield {
    span: inner,
    message: l10n.t(
      "`{0}` is not one of Apple's usage descriptions, such as `NSCameraUsageDescription`: iOS looks for those names and closes the app that lacks the one it needs.",
      short(value),
    ),
  };
}
