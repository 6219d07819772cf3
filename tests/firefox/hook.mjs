// https://nodejs.org/api/module.html#resolvespecifier-context-nextresolve
const here = new URL('.', import.meta.url).href;

export const resolve = (specifier, context, next) =>
  next(specifier, specifier === '@playwright/test' ? { ...context, parentURL: here } : context);
