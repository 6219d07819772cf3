/** The catalogue's patterns, services parted by semicolons: `pattern pattern … id`. Written in by pkg/build.mjs. */
declare const KNOWN_HOSTS: string;


