/** Where a draft can wait: behind the # of a link, or in this browser. Both only when somebody asks for it. */

const KEY = 'sluis_draft';

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const bytes = (text: string) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

async function through(stream: TransformStream, input: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([input]).stream().pipeThrough(stream)).arrayBuffer());
}

export const pack = async (text: string): Promise<string> => base64(await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(text)));
export const unpack = async (packed: string): Promise<string> => new TextDecoder().decode(await through(new DecompressionStream('deflate-raw'), bytes(packed)));

/** The kept draft; nothing where the browser allows no storage. */
export function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Keeps a draft, or removes it; false when the browser refuses. */
export function keep(text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, text);
    return true;
  } catch {
    return false;
  }
}
