import { defineComponent, h } from 'vue';
import { Consent, Embed, useConsent } from 'sluis/vue';

export const App = defineComponent({
  setup() {
    const { state, open, withdraw } = useConsent();
    return () => h('main', [
      h('p', { id: 'decided' }, String(state.value.decided)),
      h('button', { id: 'open', onClick: open }, 'Kiezen'),
      h('button', { id: 'withdraw', onClick: withdraw }, 'Intrekken'),
      h(Consent, { category: 'analytics' }, { default: () => h('p', { id: 'measured' }, 'Gemeten') }),
      h(Consent, { service: 'youtube' }, {
        default: () => h('iframe', { src: 'https://www.youtube-nocookie.com/embed/x', title: 'Film' }),
        fallback: () => h('a', { href: '#film' }, 'Bekijk de film'),
      }),
      h('section', h(Embed, { service: 'youtube', src: 'https://www.youtube-nocookie.com/embed/clip?a=1&b="2"', title: 'Clip "<1>"', width: 480, height: 270, allowfullscreen: true, class: 'wide' })),
    ]);
  },
});
