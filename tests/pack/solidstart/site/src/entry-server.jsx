// @refresh reload
import { createHandler, StartServer } from '@solidjs/start/server';
import { For } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import sluis from '../sluis.json';

export default createHandler(() => (
  <StartServer
    document={({ assets, children, scripts }) => (
      <html lang="nl">
        <head>
          <meta charset="utf-8" />
          <For each={sluis}>{({ name, attributes, text }) => <Dynamic component={name} {...attributes} innerHTML={text} />}</For>
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
