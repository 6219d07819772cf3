import { inject, snippet } from 'sluis/node';
import consent from '../../consent.json';

export default defineNitroPlugin(({ hooks }) => {
  const written = snippet(consent);
  hooks.hook('render:response', async (response) => {
    response.body = inject(response.body, await written) ?? response.body;
  });
});
