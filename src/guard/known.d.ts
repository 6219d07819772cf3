/** The catalogue's patterns, one service a line: `id pattern pattern …`. Written in by pkg/build.mjs. */
declare const KNOWN_HOSTS: string;


