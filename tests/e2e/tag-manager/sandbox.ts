// Runs a template as Tag Manager documents it: with nothing but `require` and `data`, values copied on their way in and
// out, and each call refused that no permission allows. Written as one function, because it runs in the browser as well.
// https://developers.google.com/tag-platform/tag-manager/templates/api
import type { Permissions } from './template.ts';

export type Call = [api: string, ...values: unknown[]];

/** Calls `told` for each call of an API that changes something. Returns which permissions were made use of. */
export function sandbox(page: any, code: string, data: Record<string, unknown>, permissions: Permissions, told: (...call: Call) => void): Set<string> {
  const used = new Set<string>();
  const need = (permission: string, allowed: boolean | undefined) => {
    if (!allowed) throw new Error(`no permission: ${permission}`);
    used.add(permission);
  };
  const copy = (value: any): any => {
    if (typeof value == 'function') return (...values: unknown[]) => copy(value(...values.map(copy)));
    if (Array.isArray(value)) return value.map(copy);
    return value && typeof value == 'object' ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copy(one)])) : value;
  };
  const find = (path: string) => path.split('.').reduce((value, key) => value?.[key], page);
  const global = (path: string, how: 'read' | 'write' | 'execute') =>
    need(`${how} ${path}`, permissions.access_globals.keys.find(({ key }) => key == path)?.[how]);
  const consents = (values: Record<string, unknown>) => {
    for (const type of Object.keys(values)) {
      if (['wait_for_update', 'region'].includes(type)) continue;
      need(`consent ${type}`, permissions.access_consent.consentTypes.find(({ consentType }) => consentType == type)?.write);
    }
  };
  const apis: Record<string, (...values: any[]) => unknown> = {
    callInWindow(path, ...values) {
      global(path, 'execute');
      const method = find(path);
      return typeof method == 'function' ? copy(method(...copy(values))) : undefined;
    },
    copyFromWindow(path) {
      global(path, 'read');
      return copy(find(path));
    },
    createQueue(path) {
      global(path, 'read');
      global(path, 'write');
      return (entry: unknown) => {
        told('push', copy(entry));
        (page[path] = page[path] || []).push(copy(entry));
      };
    },
    gtagSet(values) {
      for (const key of Object.keys(values)) need(`data layer ${key}`, permissions.write_data_layer.keyPatterns.includes(key));
      told('gtagSet', copy(values));
    },
    makeInteger: (value) => Math.trunc(Number(value)) || 0,
    setDefaultConsentState(values) {
      consents(values);
      told('setDefaultConsentState', copy(values));
    },
    updateConsentState(values) {
      consents(values);
      told('updateConsentState', copy(values));
    },
  };
  const require = (name: string) => {
    if (!apis[name]) throw new Error(`no API: ${name}`);
    return apis[name];
  };
  const outcome = { gtmOnSuccess: () => told('gtmOnSuccess'), gtmOnFailure: () => told('gtmOnFailure') };
  new Function('require', 'data', `'use strict';\n${code}`)(require, { ...data, ...outcome });
  return used;
}
