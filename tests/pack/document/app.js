// A document that is all React's, as Next's App Router, React Router's framework mode and TanStack Start have it.
import { createElement as h, StrictMode, Suspense, useState } from 'react';
import { Consent, Embed, Place, useConsent } from 'sluis/react';

function Choice() {
  const { state, open } = useConsent();
  const [count, more] = useState(0);
  return h('p', null,
    h('button', { onClick: open }, state.decided ? 'Mijn keuze veranderen' : 'Kiezen'),
    h('button', { id: 'count', onClick: () => more(count + 1) }, `Geteld: ${count}`));
}

/** A part that a server sends later than the rest; in a browser it is there. */
function Late({ resource }) {
  return h('p', { id: 'late' }, resource.read());
}

/** `head`: elements in it, as [tag, properties]; `place`: what stands in the place that is kept for Sluis, if one is. */
export function Document({ head, place, resource }) {
  return h(StrictMode, null, h('html', { lang: 'nl', suppressHydrationWarning: true },
    h('head', null,
      h('meta', { charSet: 'utf-8' }),
      head.map(([tag, properties], key) => h(tag, { key, suppressHydrationWarning: true, ...properties })),
      h('title', null, 'Shop'),
      h('link', { rel: 'icon', href: 'data:,' })),
    h('body', null,
      place == null ? null : h(Place, { html: place }),
      // Of the kind that the question is not made of, so that React may not take one for the other.
      h('div', { id: 'app' },
        h('h1', null, 'Shop'),
        h(Choice),
        h(Suspense, { fallback: h('p', null, 'Even wachten') }, h(Late, { resource })),
        h(Consent, { service: 'youtube', fallback: h('a', { href: '#film' }, 'Bekijk de film') }, h('p', { id: 'film' }, 'Film')),
        h(Embed, { service: 'youtube', src: 'https://www.youtube-nocookie.com/embed/x', title: 'Clip', width: 480, height: 270 })),
      h('div', null, 'Onderaan'))));
}
