import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { routes } from '../../packages/contract/src/routes.ts';

/**
 * Gives the pages the address of every route as plain data. The schemas (and with them the whole
 * validation library) stay out of the first load; the types still come from the contract.
 */
function routeAddresses(): Plugin {
  const name = 'virtual:route-addresses';
  const table = Object.fromEntries(Object.entries(routes).map(([key, r]) => [key, [r.method, r.path]]));
  return {
    name: 'route-addresses',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? `export default ${JSON.stringify(table)}` : undefined),
  };
}

export default defineConfig({
  plugins: [react(), routeAddresses()],
  resolve: { conditions: ['huanzhi-source', 'module', 'browser', 'development|production'] },
  build: { target: 'chrome109', manifest: true, sourcemap: false, chunkSizeWarningLimit: 700 },
  server: {
    port: Number(process.env.HUANZHI_WEB_PORT ?? 5173),
    proxy: { '/api': `http://127.0.0.1:${process.env.HUANZHI_PORT ?? 3000}` },
  },
});
