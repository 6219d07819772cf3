/** `sluis/react`: a hook, a gate and an embed. */

import { createElement, useEffect, useRef, useSyncExternalStore } from 'react';
import type { IframeHTMLAttributes, ReactElement, ReactNode } from 'react';
import { actions, allowed, before, current, subscribe } from './consent';
import type { Actions, Wanted } from './consent';
import { attend, frame } from './frame';
import type { State } from './types';

export type { Actions, State, Wanted };

/**
 * The choice, and what can be done about it. Drawn again when the choice changes. On a server, and while a page is
 * hydrated, nothing is granted.
 *
 * @example
 * const { state, open } = useConsent();
 * return <button onClick={open}>{state.decided ? 'Change my choice' : 'Choose'}</button>;
 */
export function useConsent(): Actions & { state: State } {
  return { state: useSyncExternalStore(subscribe, current, () => before), ...actions };
}

export type ConsentProps = Wanted & {
  /** What is there as long as it is not granted. Nothing if not given. */
  fallback?: ReactNode;
  children?: ReactNode;
};

/**
 * Its children, once the category or the service is granted, and no longer than that.
 *
 * @example
 * <Consent service="youtube" fallback={<a href={address}>Watch on YouTube</a>}>
 *   <iframe src={embed} title="Film" />
 * </Consent>
 */
export function Consent({ fallback = null, children = null, ...wanted }: ConsentProps): ReactNode {
  return allowed(useConsent().state, wanted) ? children : fallback;
}

type Passed = 'id' | 'className' | 'name' | 'width' | 'height' | 'allow' | 'allowFullScreen' | 'loading' | 'referrerPolicy' | 'sandbox';

export interface EmbedProps extends Pick<IframeHTMLAttributes<HTMLIFrameElement>, Passed> {
  /** The id of a service in consent.json. */
  service: string;
  /** What is shown once that is granted: an address of the web. */
  src: string;
  /** What screen readers, and the placeholder, call it. */
  title: string;
}

/**
 * A frame in a `<div>` of its own, with Sluis' placeholder over it until its service is granted. It is in a page that a
 * server renders, so nothing moves when the page is taken over.
 *
 * @example
 * <Embed service="youtube" src="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ" title="Film" width={560} height={315} />
 */
export function Embed(properties: EmbedProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const last = useRef(properties);
  useEffect(() => {
    last.current = properties;
  });
  useEffect(() => attend(place.current!, () => last.current), []);
  return createElement('div', { ref: place, dangerouslySetInnerHTML: { __html: frame(properties) }, suppressHydrationWarning: true });
}

/**
 * Where the question comes, for a document that is all React's (`hydrateRoot(document, …)`): first in `<body>`. React
 * never looks inside, so what is there before it takes the page over is no mismatch; React 18 needs it, React 19 does
 * not. `html` is what `prerender` of `sluis/node` returns; in a browser it may be left out.
 *
 * @example
 * <body>
 *   <Place />
 *   {children}
 * </body>
 */
export function Place({ html = '' }: { html?: string }): ReactElement {
  return createElement('div', { 'data-sluis': 'place', dangerouslySetInnerHTML: { __html: html }, suppressHydrationWarning: true });
}
