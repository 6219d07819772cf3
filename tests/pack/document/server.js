import { createElement as h } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { Document } from './app.js';

/** Streams the document, one part of it later than the rest. */
export function render(properties, response) {
  let value;
  const wait = new Promise((done) => setTimeout(done, 100)).then(() => (value = 'Nagekomen'));
  const resource = {
    read() {
      if (!value) throw wait;
      return value;
    },
  };
  const { pipe } = renderToPipeableStream(h(Document, { ...properties, resource }), {
    onShellReady: () => pipe(response),
    onError: (error) => response.destroy(error),
  });
}
