import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** The district's page: an entry and a build of its own, served by the district server. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue()],
  logLevel: 'warn',
  build: {
    target: 'chrome109',
    outDir: fileURLToPath(new URL('../../out/district-web', import.meta.url)),
    emptyOutDir: true,
    chunkSizeWarningLimit: 1_500,
  },
})
