import type { Gate } from './types';

/**
 * The page's ways to write a cookie, with the core asked first: what only services without consent declare is not
 * stored. The network and the realms of frames have ways of their own (README, limits).
 */
export function guardCookies({ patch, text }: Gate, may: (cookie: string) => boolean): void {
  const page: any = window;
  patch(page.Document, 'cookie', (values, _self, proceed) => may(text(values, 0)) && proceed());
  // https://wicg.github.io/cookie-store/
  patch(page.CookieStore, 'set', (values, _self, proceed) => {
    const [first] = values;
    const one = values.length < 2 && first && typeof first == 'object';
    // Members are read once as well: by the copy, which has the others from where they came.
    const from: any = one ? (values[0] = { __proto__: first, ...first }) : values;
    const [name, value] = one ? ['name', 'value'] : [0, 1];
    return may(`${text(from, name)}=${text(from, value)}`) ? proceed() : Promise.resolve();
  });
}
