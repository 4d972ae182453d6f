import * as l10n from '../../core/l10n';
import { type Member, membersOf, valueAt } from '../../core/tree';
import { canonicalName } from '../../model/host';
import { iosRoots } from '../../model/ios-roots';
import { truthOf } from '../../model/read-ios';
import type { Draft, Rule } from '../rule';

export const pinningNotEnforced: Rule = {
  id: 'pinning-not-enforced',
  severity: 'warning',
  summary: '`TSKEnforcePinning` false; in a build action also `TSKSwizzleNetworkDelegates` false',
  citation: 'https://github.com/datatheorem/TrustKit/blob/master/TrustKit/TSKTrustKitConfig.h',
  *check(model) {
    for (const root of iosRoots(model)) {
      const configuration = valueAt(root, 'TSKConfiguration');
      const swizzle = valueAt(configuration, 'TSKSwizzleNetworkDelegates');
      if (model.kind === 'build-action' && swizzle && truthOf(swizzle) === false) {
        yield {
          span: swizzle.span,
          message: l10n.t(
            'With `TSKSwizzleNetworkDelegates` false, TrustKit looks at no connection by itself: the pins of this build action protect nothing on iOS unless native code asks for them. Set it to true.',
          ),
        };
      }
      for (const domain of membersOf(valueAt(configuration, 'TSKPinnedDomains'))) yield* unenforced(domain);
    }
  },
};

function* unenforced({ key, value }: Member): Generator<Draft> {
  const enforce = valueAt(value, 'TSKEnforcePinning');
  if (!enforce || truthOf(enforce) !== false) return;
  yield {
    span: enforce.span,
    host: canonicalName(key.value),
    message: l10n.t(
      '`{0}` is not protected on iOS: with `TSKEnforcePinning` false, TrustKit lets a connection with the wrong key go on and at most reports it. Remove `TSKEnforcePinning`, or set it to true.',
      key.value,
    ),
  };
}
