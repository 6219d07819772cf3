/** A zip archive of files in memory: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16. */

import { deflateRawSync } from 'node:zlib';

const TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

const fields = (...pairs) => {
  const buffer = Buffer.alloc(pairs.reduce((sum, [size]) => sum + size, 0));
  let place = 0;
  for (const [size, value] of pairs) place = size === 2 ? buffer.writeUInt16LE(value, place) : buffer.writeUInt32LE(value, place);
  return buffer;
};

const DEFLATED = 8;
const VERSION = 20;
const UTF8 = 0x800;
// The same archive from the same files: 1 January 1980, the first day that the format knows.
const DAY = 0x21;

/** @param {[name: string, content: Buffer][]} entries */
export function zip(entries) {
  const bodies = [];
  const directory = [];
  let place = 0;
  for (const [path, content] of entries) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(content, { level: 9 });
    const shared = [[2, UTF8], [2, DEFLATED], [2, 0], [2, DAY], [4, crc32(content)], [4, packed.length], [4, content.length], [2, name.length], [2, 0]];
    const body = Buffer.concat([fields([4, 0x04034b50], [2, VERSION], ...shared), name, packed]);
    directory.push(Buffer.concat([fields([4, 0x02014b50], [2, VERSION], [2, VERSION], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, place]), name]));
    bodies.push(body);
    place += body.length;
  }
  const list = Buffer.concat(directory);
  return Buffer.concat([...bodies, list, fields([4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, list.length], [4, place], [2, 0])]);
}
