// The sheet of small pictures in `www/img/views.webp`, for people to look at: `cargo xtask screens`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { titles } from '../../../www/site/script/choices.ts';
import { expect } from '../support/fixtures.ts';
import { address, broken, languages, layoutOf, shown, sizes, test, views } from './view.ts';

const HEIGHT = 190;
const sheet = fileURLToPath(new URL('../../../www/img/views.webp', import.meta.url));

test('the contact sheet', { tag: '@screens' }, async ({ page, demo, context, allowConsole }) => {
  test.setTimeout(900_000);
  if (broken.length) allowConsole(/Sluis: .* could not be fetched/);
  const rows: { label: string; pictures: string[] }[] = [];
  const take = async (): Promise<string> => `data:image/png;base64,${(await page.screenshot()).toString('base64')}`;
  const atEachSize = async (label: string): Promise<void> => {
    const pictures: string[] = [];
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      pictures.push(await take());
    }
    rows.push({ label, pictures });
    await page.setViewportSize({ width: 1280, height: 720 });
  };
  await page.setViewportSize({ width: 1280, height: 720 });
  for (const view of views) {
    for (const theme of ['light', 'dark']) {
      await demo.open(page, address(view, { theme, language: 'nl', layout: layoutOf(view) }));
      await shown(page, view);
      await atEachSize(`${titles[view]} (${view}), ${theme}`);
    }
  }
  for (const layout of ['box', 'corner']) {
    await demo.open(page, address('question', { language: 'nl', layout, corner: 'right' }));
    await shown(page, 'question');
    await atEachSize(`${titles.question}, ${layout}`);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  for (let first = 0; first < languages.length; first += 12) {
    const some = languages.slice(first, first + 12);
    const pictures: string[] = [];
    for (const language of some) {
      await demo.open(page, address('question', { language, theme: first % 24 ? 'dark' : 'light' }));
      await shown(page, 'question');
      pictures.push(await take());
    }
    rows.push({ label: `${titles.question} in ${some.join(', ')}`, pictures });
  }
  const table = await context.newPage();
  const image = await table.evaluate(async ({ given, height }) => {
    const drawn = await Promise.all(given.map(async ({ label, pictures }) => ({
      label,
      images: await Promise.all(pictures.map(async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        return image;
      })),
    })));
    const gap = 10;
    const head = 22;
    const wide = (image: HTMLImageElement): number => Math.round((image.width / image.height) * height);
    const width = Math.max(...drawn.map(({ images }) => images.reduce((sum, image) => sum + wide(image) + gap, gap)));
    const canvas = Object.assign(document.createElement('canvas'), { width, height: drawn.length * (height + head + gap) + gap });
    const pen = canvas.getContext('2d')!;
    pen.fillStyle = '#8a979c';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = 'high';
    pen.font = '15px sans-serif';
    let y = gap;
    for (const { label, images } of drawn) {
      pen.fillStyle = '#fff';
      pen.fillText(label, gap, y + 15);
      let x = gap;
      for (const image of images) {
        pen.drawImage(image, x, y + head, wide(image), height);
        x += wide(image) + gap;
      }
      y += height + head + gap;
    }
    return canvas.toDataURL('image/webp', 0.55);
  }, { given: rows, height: HEIGHT });
  const bytes = Buffer.from(image.split(',')[1]!, 'base64');
  expect(bytes.length).toBeLessThan(750_000);
  writeFileSync(sheet, bytes);
});
