// What a visitor sees of a button: its colours as the browser computed them, over whatever is behind.
import type { Locator } from '@playwright/test';

export interface Look {
  tag: string;
  width: number;
  height: number;
  style: Record<string, string>;
  text: string;
  background: string;
  contrast: number;
}

export function look(button: Locator): Promise<Look> {
  return button.evaluate((element) => {
    type Colour = [number, number, number, number];
    // A canvas resolves every CSS colour, named, mixed or of the system, to numbers.
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const parse = (text: string): Colour => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha / 255];
    };
    const over = (front: Colour, back: Colour): Colour => [
      ...([0, 1, 2] as const).map((i) => front[i] * front[3] + back[i] * (1 - front[3])),
      1,
    ] as Colour;
    const luminance = (colour: Colour): number => {
      const [red, green, blue] = colour.slice(0, 3).map((part) => {
        const value = part / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      }) as [number, number, number];
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };

    const layers: Colour[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
    const canvasColour: Colour = matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
    const background = layers.reduceRight((back, front) => over(front, back), canvasColour);
    const computed = getComputedStyle(element);
    const text = over(parse(computed.color), background);
    const [light, dark] = [luminance(text), luminance(background)].sort((a, b) => b - a) as [number, number];

    const box = element.getBoundingClientRect();
    const style: Record<string, string> = {};
    for (const name of [
      'font-size', 'font-weight', 'font-family', 'font-style', 'line-height', 'letter-spacing', 'text-transform',
      'text-decoration-line', 'padding', 'border-width', 'border-style', 'border-color', 'border-radius', 'opacity', 'box-shadow',
      'outline-width', 'outline-style', 'outline-offset', 'cursor', 'filter', 'transform', 'background-image',
    ]) style[name] = computed.getPropertyValue(name);
    return {
      tag: element.tagName,
      width: box.width,
      height: box.height,
      style,
      text: text.map(Math.round).join(' '),
      background: background.map(Math.round).join(' '),
      contrast: (light + 0.05) / (dark + 0.05),
    };
  });
}
