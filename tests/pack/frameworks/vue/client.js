import { createSSRApp } from 'vue';
import { App } from './app.js';

const app = createSSRApp(App);
app.mount('#app');
window.leave = () => app.unmount();
