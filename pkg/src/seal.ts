/** Whether a configuration is as it was when it was checked: `src/core/seal.rs`. */

/** FNV-1a over UTF-16. It notices a change and protects nothing. */
export function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), 0x1000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

export function isSealed(config: any): boolean {
  const { sealed, ...rest } = config || {};
  return !!sealed && sealed.check == checksum(JSON.stringify(rest));
}
