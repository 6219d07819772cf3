/** The words of the page, in its language: www/site/words. */

const words: Record<string, string> = JSON.parse(document.getElementById('words')!.textContent!);

export const has = (key: string): boolean => key in words;

export function say(key: string, values: Record<string, string | number> = {}): string {
  return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), words[key] ?? key);
}
