// Every way in which a page reaches a third party, by family, in the order of PLATFORM.md.
import { attributes } from './attributes.ts';
import { frames, realms } from './frames.ts';
import { inserted } from './inserted.ts';
import { links } from './links.ts';
import { media, pictures } from './media.ts';
import { network, workers } from './network.ts';
import { parsed, written } from './parsed.ts';
import { roundabout } from './roundabout.ts';
import { chunked, scripts } from './scripts.ts';
import { styles } from './styles.ts';
import type { Family } from './vector.ts';

export const families: Family[] = [
  scripts, chunked, links, media, frames, inserted, attributes, pictures, parsed, written, realms, network, workers, styles, roundabout,
];
