// @refresh reload
import { createHandler, StartServer } from '@solidjs/start/server';
import sluis from '../sluis.json';

export default createHandler(() => (
  <StartServer
    document={({ assets, children, scripts }) => (
      <html lang="nl">
        <head>
          <meta charset="utf-8" />
          <script type="application/json" data-sluis="config" innerHTML={sluis.config} />
          <script innerHTML={sluis.guard} />
          <script async src="/sluis/sluis.core.js" />
          <script type="text/plain" data-sluis="google-analytics" src="https://www.googletagmanager.com/gtag/js?id=G-1" />
          <title>Shop</title>
          <link rel="icon" href="data:," />
          {assets}
        </head>
        <body>
          <div id="app">{children}</div>
          {scripts}
        </body>
      </html>
    )}
  />
));
