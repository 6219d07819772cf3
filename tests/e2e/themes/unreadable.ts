// The texts of a part of the page whose contrast to what is behind them is below 4.5 (WCAG 1.4.3), as the browser
// computed their colours.
import type { Page } from '@playwright/test';

export function unreadable(page: Page, place: string): Promise<string[]> {
  return page.evaluate((selector) => {
    type Colour = [number, number, number, number];
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const known = new Map<string, Colour>();
    // A canvas resolves every CSS colour to numbers.
    const parse = (text: string): Colour => {
      if (!known.has(text)) {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = text;
        canvas.fillRect(0, 0, 1, 1);
        const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
        known.set(text, [red, green, blue, alpha / 255]);
      }
      return known.get(text)!;
    };
    const over = (front: Colour, back: Colour): Colour => [0, 1, 2, 3].map((i) => (i === 3 ? 1 : front[i]! * front[3] + back[i]! * (1 - front[3]))) as Colour;
    const luminance = (colour: Colour): number => {
      const [red, green, blue] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number, number];
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const found: string[] = [];
    let texts = 0;
    const part = document.querySelector(selector)!;
    for (const element of [part, ...part.querySelectorAll('*')]) {
      const own = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.nodeValue).join('').trim();
      if (!own || !element.checkVisibility()) continue;
      texts++;
      const grounds: Colour[] = [];
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { backgroundColor, backgroundImage } = getComputedStyle(at);
        if (backgroundImage !== 'none') found.push(`${own.slice(0, 30)}: a picture behind it`);
        grounds.push(parse(backgroundColor));
      }
      const ground = grounds.reduceRight((back, front) => over(front, back), [255, 255, 255, 1] as Colour);
      const ink = over(parse(getComputedStyle(element).color), ground);
      const [light, dark] = [luminance(ink), luminance(ground)].sort((a, b) => b - a) as [number, number];
      const contrast = (light + 0.05) / (dark + 0.05);
      if (contrast < 4.5) found.push(`${own.slice(0, 30)}: ${contrast.toFixed(2)}, ${ink.slice(0, 3).map(Math.round).join(' ')} on ${ground.slice(0, 3).map(Math.round).join(' ')}`);
    }
    if (!texts) found.push('no text');
    return found;
  }, place);
}
