/**
 * The page's ways to write a cookie, with the core asked first: what only services without consent declare is not
 * stored. The network and the realms of frames have ways of their own (README, limits).
 */
export function guardCookies(may: (cookie: string) => boolean): void {
  const jar = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  if (jar?.set && jar.configurable) {
    const set = jar.set;
    jar.set = function (cookie) {
      // Made a text once, as the setter itself would.
      cookie = `${cookie}`;
      if (may(cookie)) set.call(this, cookie);
    };
    Object.defineProperty(Document.prototype, 'cookie', jar);
  }
  // https://wicg.github.io/cookie-store/
  const store = (window as any).CookieStore?.prototype;
  const put = store?.set;
  // Neither can be had where a page has frozen them: then its own cookies are its own affair.
  if (put && !Object.isFrozen(store)) {
    store.set = function (first: any, ...rest: unknown[]) {
      return may(`${first?.name ?? first}=${first?.value ?? rest[0]}`) ? put.call(this, first, ...rest) : Promise.resolve();
    };
  }
}
