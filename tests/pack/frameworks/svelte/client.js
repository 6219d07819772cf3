import { hydrate, unmount } from 'svelte';
import App from './App.svelte';

const app = hydrate(App, { target: document.querySelector('#app') });
window.leave = () => unmount(app);
