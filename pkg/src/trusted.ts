/**
 * Where a page enforces Trusted Types, holding a script needs no permission but starting it again does. The policy's
 * name is there for the page to allow: `trusted-types sluis`.
 * https://w3c.github.io/trusted-types/dist/spec/
 */

import type { Gate } from './types';

export function trusted(): Gate['trusted'] {
  const { trustedTypes } = window as any;
  try {
    const policy = trustedTypes.createPolicy('sluis', {
      createScriptURL: (address: string) => address,
      createScript: (text: string) => text,
    });
    return { url: (address) => policy.createScriptURL(address), script: (text) => policy.createScript(text) };
  } catch {
    // No Trusted Types, or a policy that does not name ours: then held scripts can't be started here.
    return undefined;
  }
}
