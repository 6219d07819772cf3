import sluis from '../sluis.json';

export const metadata = { title: 'Shop', icons: 'data:,' };

export default function Layout({ children }) {
  return (
    // Sluis notes the choice on it, and the guard may have touched the scripts.
    <html lang="nl" suppressHydrationWarning>
      <head>
        <script type="application/json" data-sluis="config" dangerouslySetInnerHTML={{ __html: sluis.config }} />
        <script dangerouslySetInnerHTML={{ __html: sluis.guard }} />
        <script async src="/sluis/sluis.core.js" />
        <script type="text/plain" data-sluis="google-analytics" src="https://www.googletagmanager.com/gtag/js?id=G-1" suppressHydrationWarning />
      </head>
      <body>{children}</body>
    </html>
  );
}
