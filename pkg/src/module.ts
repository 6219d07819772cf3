/** Compiling the core, from wherever its bytes come. */

export async function fetchFile(address: string | URL): Promise<Response> {
  let response;
  try {
    response = await fetch(address);
  } catch {
    throw new Error(`${address} could not be fetched. Check the connection, and connect-src if the page has a policy.`);
  }
  if (!response.ok && response.status != 404) throw new Error(`${address} answered ${response.status}.`);
  return response;
}

export function present(response: Response): Response {
  if (!response.ok) throw new Error(`${response.url} does not exist. Keep the files of Sluis side by side.`);
  return response;
}

export async function compile(response: Response): Promise<WebAssembly.Module> {
  // A server that does not know .wasm is common; the streaming compiler would refuse what it sends.
  const known = /^application\/wasm/.test(response.headers.get('content-type') || '');
  return known && 'compileStreaming' in WebAssembly
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
