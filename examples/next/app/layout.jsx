import { createElement } from 'react';
import sluis from '../sluis.json';

export const metadata = { title: 'Shop', icons: 'data:,' };

/** Without it React puts an async script before everything else, the guard too. */
const IN_PLACE = { itemProp: '' };

/** The snippet, by the names that React has for attributes. */
const head = sluis.map(({ name, attributes: { crossorigin: crossOrigin, fetchpriority: fetchPriority, ...attributes }, text }, key) =>
  createElement(name, { key, ...attributes, crossOrigin, fetchPriority, ...(attributes.async && IN_PLACE), dangerouslySetInnerHTML: text ? { __html: text } : undefined }));

export default function Layout({ children }) {
  return (
    // Sluis notes the choice on it, and the guard may have touched the scripts.
    <html lang="nl" suppressHydrationWarning>
      <head>
        {head}
        <script type="text/plain" data-sluis="google-analytics" src="https://www.googletagmanager.com/gtag/js?id=G-1" suppressHydrationWarning />
      </head>
      <body>{children}</body>
    </html>
  );
}
