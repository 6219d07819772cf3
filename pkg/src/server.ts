/**
 * `sluis/server`: reads a visitor's choice from the `Cookie` header, and keeps it with `Set-Cookie`. It imports nothing
 * and compiles nothing, so it runs in Node 20 and newer, Deno, Bun and edge functions.
 */

export { recordEndpoint, type EndpointOptions } from './keep';
export type { HandOffOptions } from './handoff';
export { reader, type Choice, type Judged, type Reader, type ReadOptions } from './record';
