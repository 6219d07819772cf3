// A font of one sign for every character, half as wide as it is high, so that a line is as long on every machine.
//
// TrueType, made here: https://learn.microsoft.com/typography/opentype/spec/otff. `cmap` format 13 maps all of Unicode
// to one glyph.

const EM = 1000;
const ADVANCE = 500;

const bytes = (size: number, ...values: number[]): Buffer => {
  const made = Buffer.alloc(size * values.length);
  values.forEach((value, place) => (size === 2 ? made.writeUInt16BE(value & 0xffff, place * 2) : made.writeUInt32BE(value >>> 0, place * 4)));
  return made;
};
const shorts = (...values: number[]): Buffer => bytes(2, ...values);
const longs = (...values: number[]): Buffer => bytes(4, ...values);

/** A square of 400 units, in its own four points. */
const square = Buffer.concat([shorts(1, 50, 0, 450, 400, 3, 0), Buffer.from([1, 1, 1, 1]), shorts(50, 400, 0, -400), shorts(0, 0, 400, 0)]);

function tables(): Record<string, Buffer> {
  const name = Buffer.from('Sluis Plain', 'utf16le').swap16();
  const names = [1, 2, 3, 4, 6];
  return {
    'OS/2': Buffer.concat([
      shorts(4, ADVANCE, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0),
      Buffer.alloc(10),
      longs(0, 0, 0, 0),
      Buffer.from('SLUI'),
      shorts(0x40, 0x20, 0xffff, 800, -200, 0, 800, 200),
      longs(0, 0),
      shorts(400, 400, 0, 0x20, 0),
    ]),
    'cmap': Buffer.concat([shorts(0, 1, 3, 10), longs(12), shorts(13, 0), longs(28, 0, 1, 0x20, 0x10ffff, 1)]),
    'glyf': Buffer.concat([square, square]),
    'head': Buffer.concat([longs(0x10000, 0x10000, 0, 0x5f0f3cf5), shorts(3, EM), Buffer.alloc(16), shorts(0, 0, ADVANCE, 800, 0, 8, 2, 1, 0)]),
    'hhea': Buffer.concat([longs(0x10000), shorts(800, -200, 0, ADVANCE, 50, 50, 450, 1, 0, 0, 0, 0, 0, 0, 0, 2)]),
    'hmtx': shorts(ADVANCE, 50, ADVANCE, 50),
    'loca': longs(0, square.length, square.length * 2),
    'maxp': Buffer.concat([longs(0x10000), shorts(2, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)]),
    'name': Buffer.concat([shorts(0, names.length, 6 + names.length * 12), ...names.map((id) => shorts(3, 1, 0x409, id, name.length, 0)), name]),
    'post': longs(0x30000, 0, 0xffce0032, 1, 0, 0, 0, 0),
  };
}

const sum = (part: Buffer): number => {
  let total = 0;
  for (let place = 0; place < part.length; place += 4) total = (total + part.readUInt32BE(place)) >>> 0;
  return total;
};

/** The file. */
export function plainFont(): Buffer {
  const all = Object.entries(tables());
  const power = 2 ** Math.floor(Math.log2(all.length));
  const head = [longs(0x10000), shorts(all.length, power * 16, Math.log2(power), (all.length - power) * 16)];
  const parts: Buffer[] = [];
  let place = 12 + all.length * 16;
  let headAt = 0;
  for (const [tag, table] of all) {
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    head.push(Buffer.from(tag.padEnd(4)), longs(sum(padded), place, table.length));
    if (tag === 'head') headAt = place;
    parts.push(padded);
    place += padded.length;
  }
  const file = Buffer.concat([...head, ...parts]);
  file.writeUInt32BE((0xb1b0afba - sum(file)) >>> 0, headAt + 8);
  return file;
}
