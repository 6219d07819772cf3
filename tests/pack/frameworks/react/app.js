import { createElement as h } from 'react';
import { Consent, Embed, useConsent } from 'sluis/react';

export function App() {
  const { state, open, withdraw } = useConsent();
  return h('main', null,
    h('p', { id: 'decided' }, String(state.decided)),
    h('button', { id: 'open', onClick: open }, 'Kiezen'),
    h('button', { id: 'withdraw', onClick: withdraw }, 'Intrekken'),
    h(Consent, { category: 'analytics' }, h('p', { id: 'measured' }, 'Gemeten')),
    h(Consent, { service: 'youtube', fallback: h('a', { href: '#film' }, 'Bekijk de film') },
      h('iframe', { src: 'https://www.youtube-nocookie.com/embed/x', title: 'Film' })),
    h('section', null,
      h(Embed, { service: 'youtube', src: 'https://www.youtube-nocookie.com/embed/clip?a=1&b="2"', title: 'Clip "<1>"', width: 480, height: 270, allowFullScreen: true, className: 'wide' })));
}
