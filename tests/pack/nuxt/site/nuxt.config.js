export default {
  compatibilityDate: '2026-11-01',
  telemetry: false,
  devtools: { enabled: false },
  app: {
    head: {
      htmlAttrs: { lang: 'nl' },
      title: 'Shop',
      link: [{ rel: 'icon', href: 'data:,' }],
      script: [{ src: 'https://www.googletagmanager.com/gtag/js?id=G-1', async: true }],
    },
  },
  vite: { server: { allowedHosts: ['shop.example'] } },
};
