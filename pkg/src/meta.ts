/** Where a page keeps the policy of its choice: the record, a line end, the policy. */
export const KEY = 'sluis_policy';

/** Gives the page this policy, once. It can't be taken off again: https://html.spec.whatwg.org/#attr-meta-http-equiv-content-security-policy */
export function put(policy: string): void {
  const name = 'Content-Security-Policy';
  for (const { httpEquiv, content } of document.querySelectorAll('meta')) if (httpEquiv == name && content == policy) return;
  document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: name, content: policy }));
}
