import { createElement } from 'react';
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from 'react-router';
import { head, texts } from '../sluis.json';

/** Only a server writes it: what stands in the page already need not be in a bundle too. */
const inline = (key) => ({ dangerouslySetInnerHTML: { __html: import.meta.env.SSR ? texts[key] : '' }, suppressHydrationWarning: true });

/** Without it React puts an async script before everything else, the guard too. */
const IN_PLACE = { itemProp: '' };

/** The snippet, by the names that React has for attributes. */
const sluis = head.map(({ name, attributes: { crossorigin: crossOrigin, fetchpriority: fetchPriority, ...attributes } }, key) =>
  createElement(name, { key, ...attributes, crossOrigin, fetchPriority, ...(attributes.async && IN_PLACE), ...(name === 'script' && inline(key)) }));

export function Layout({ children }) {
  return (
    <html lang="nl" suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        {sluis}
        <script type="text/plain" data-sluis="google-analytics" src="https://www.googletagmanager.com/gtag/js?id=G-1" suppressHydrationWarning />
        <title>Shop</title>
        <link rel="icon" href="data:," />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}
