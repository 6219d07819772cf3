/**
 * Putting something in front of a platform function. A Proxy rather than a new function: name, length, `toString`,
 * statics, `prototype` and `instanceof` stay those of the platform, and whoever patches next meets what they expect.
 */

/** Answers in place of the platform, or calls `proceed` to let it act on `values` as they then are. */
export type Trap = (values: any[], self: any, proceed: () => any, name: string) => unknown;

/**
 * Methods, setters and constructors alike, where the browser has them, of an interface, a prototype or the window;
 * `names` are separated by spaces.
 */
export function patch(owner: any, names: string, trap: Trap): void {
  // Worklets, say, are only there on https.
  owner = Object(owner?.prototype || owner);
  for (const name of names.split(' ')) {
    const descriptor: any = Object.getOwnPropertyDescriptor(owner, name);
    const part = descriptor?.set ? 'set' : 'value';
    const target = descriptor?.[part];
    if (!target || !descriptor.configurable) continue;
    const apply = (target: any, self: any, values: any) => trap(values, self, () => Reflect.apply(target, self, values), name);
    descriptor[part] = descriptor.set
      ? ({
          set [name](_value: unknown) {
            apply(target, this, arguments);
          },
        } as any).__lookupSetter__(name)
      : new Proxy(target, {
          apply,
          construct: (target, values, maker) =>
            trap(values, target, () => Reflect.construct(target, values, maker), name) as object,
        });
    Object.defineProperty(owner, name, descriptor);
  }
}

/**
 * Argument `index` as the string the platform would make of it, converted once: what was read is what is passed on.
 * Trusted Types stay objects, because their string is no longer trusted; so do buffers and requests.
 */
export function text(values: any, index: number | string): string {
  const value = values[index];
  // Null means something else to each function, and names no address to any.
  if (value == null) return '';
  if (typeof value == 'string') return value;
  const read = `${value}`;
  if (!/^Tru|Arr/.test(value[Symbol.toStringTag])) values[index] = read;
  return read;
}
