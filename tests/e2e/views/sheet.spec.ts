// The sheet of small pictures in `www/img/views.webp`, for people to look at: `cargo xtask screens`.
import { writeFileSync } from 'node:fs';
import { expect, test } from '../support/fixtures.ts';
import { Site } from '../support/site.ts';
import { address, languages, shown, sizes, views, www } from './view.ts';

const HEIGHT = 230;
/** Where the interesting part is at the end. */
const ENDS = '[data-sluis=settings]:has([data-part=receipts]) [data-part=scroll]';

test('the contact sheet', { tag: '@screens' }, async ({ page, network, site, context }) => {
  test.setTimeout(900_000);
  void site;
  const demo = new Site(network, 'www.views.test', www);
  demo.mayAsk('www.googletagmanager.com', 'www.google-analytics.com', 'connect.facebook.net', 'www.facebook.com', 'www.youtube-nocookie.com');
  const rows: { label: string; pictures: string[] }[] = [];
  const take = async (): Promise<string> => {
    await page.evaluate((ends) => document.querySelector(ends)?.scrollTo(0, 1e6), ENDS);
    return `data:image/png;base64,${(await page.screenshot()).toString('base64')}`;
  };
  for (const view of views) {
    for (const theme of ['light', 'dark']) {
      await page.setViewportSize({ width: 1280, height: 720 });
      await demo.open(page, address(view, { theme, language: 'nl', layout: views.indexOf(view) % 2 ? 'box' : 'bar' }));
      await shown(page, view);
      const pictures: string[] = [];
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        pictures.push(await take());
      }
      rows.push({ label: `${view}, ${theme}`, pictures });
    }
  }
  for (const layout of ['box', 'corner']) {
    await demo.open(page, address('question', { language: 'nl', layout, corner: 'right' }));
    await shown(page, 'question');
    const pictures: string[] = [];
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      pictures.push(await take());
    }
    rows.push({ label: `question, ${layout}`, pictures });
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
    rows.push({ label: `question in ${some.join(', ')}`, pictures });
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
    return canvas.toDataURL('image/webp', 0.72);
  }, { given: rows, height: HEIGHT });
  const bytes = Buffer.from(image.split(',')[1]!, 'base64');
  expect(bytes.length).toBeLessThan(1_000_000);
  writeFileSync(`${www}img/views.webp`, bytes);
});
