/** A configuration from a file, with an error that says what is wrong with it. */

import { readFileSync } from 'node:fs';

/** @throws an Error when there is no such file, or it is not JSON. */
export function read(file: string): unknown {
  const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const position = /position (\d+)/.exec(message);
    const lines = position && text.slice(0, Number(position[1])).split('\n');
    const where = lines ? `, line ${lines.length}, column ${lines[lines.length - 1].length + 1}` : '';
    throw new SyntaxError(`${file}${where} is not JSON: ${message.replace(/ \(line .*\)$/, '')}.`);
  }
}
