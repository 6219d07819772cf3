/** Compiling the core, from wherever its bytes come. */

/** A file that did not come, or not whole. */
class Lost extends Error {}

/**
 * Tries again what was lost: with each click on a link Firefox drops what is on its way to this page, before any event
 * tells of it, and also where the page then stays, as for a file to save. Often it is clicked twice.
 */
export async function insist<Made>(make: () => Promise<Made>): Promise<Made> {
  for (let times = 2; ; times--) {
    try {
      return await make();
    } catch (error) {
      if (!times || !(error instanceof Lost)) throw error;
    }
  }
}

/** A file that may be missing; anything else that goes wrong is an error that says so. */
export async function fetchFile(address: string | URL): Promise<Response> {
  let response;
  try {
    response = await fetch(address);
  } catch {
    throw new Lost(`${address} could not be fetched. Check the connection, and connect-src if the page has a policy.`);
  }
  if (!response.ok && response.status != 404) throw new Error(`${address} answered ${response.status}.`);
  return response;
}

/** One of the files of this package, which belong together. */
export async function fetchPart(address: string | URL): Promise<Response> {
  const response = await fetchFile(address);
  if (!response.ok) throw new Error(`${address} does not exist. Keep the files of dist/web together.`);
  return response;
}

/** Compiles a file of this package. */
export const compile = (address: string | URL): Promise<WebAssembly.Module> => insist(() => compileOnce(address));

async function compileOnce(address: string | URL): Promise<WebAssembly.Module> {
  const response = await fetchPart(address);
  // A server that does not know .wasm is common; the streaming compiler would refuse what it sends.
  const known = /^application\/wasm/.test(`${response.headers.get('content-type')}`);
  try {
    return await (known
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer()));
  } catch (error) {
    const why = `${response.url} can't be used (${(error as Error).message}).`;
    throw error instanceof WebAssembly.CompileError ? new Error(why) : new Lost(why);
  }
}
