/** Where a page keeps the policy of its choice: the record, a line end, the policy. */
export const KEY = 'sluis_policy';

/** A policy in the page, and what it lets be shown once. */
type Meta = HTMLMetaElement & { once?: string };

const NAME = 'Content-Security-Policy';
const all = (): Meta[] => [...document.querySelectorAll('meta')];

/** Gives the page this policy, once. It can't be taken off again: https://html.spec.whatwg.org/#attr-meta-http-equiv-content-security-policy */
export function put(policy: string, once?: string): void {
  for (const { httpEquiv, content } of all()) if (httpEquiv == NAME && content == policy) return;
  document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: NAME, content: policy, once }));
}

/** What the first line of the page has taken over from the one before. */
export const once = (): string | undefined => all().find(({ once }) => once)?.once;
