import assert from 'node:assert/strict';
import { activateExtension } from './support';

describe('activation', () => {
  it('is installed and activates', async () => {
    const extension = await activateExtension();
    assert.ok(extension.isActive);
  });
});
