import { Links, Meta, Outlet, Scripts, ScrollRestoration } from 'react-router';
import { config, guard } from '../sluis.json';

/** Only a server writes it: what stands in the page already need not be in a bundle too. */
const inline = (text) => ({ dangerouslySetInnerHTML: { __html: import.meta.env.SSR ? text : '' }, suppressHydrationWarning: true });

export function Layout({ children }) {
  return (
    <html lang="nl" suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <script type="application/json" data-sluis="config" {...inline(config)} />
        <script {...inline(guard)} />
        <script async src="/sluis/sluis.core.js" />
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
