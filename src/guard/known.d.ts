/** The catalogue's patterns, services parted by semicolons: `id pattern pattern …`. Written in by pkg/build.mjs. */
declare const KNOWN_HOSTS: string;


