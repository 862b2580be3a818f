import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

/** Emitted side by side in out/main: workers are found as `./NAME.js` beside the file that starts them. */
const mainEntries = Object.fromEntries(
  Object.entries({
    electron: 'src-main/shells/electron/main.ts',
    loopback: 'src-main/shells/loopback/main.ts',
    writer: 'src-main/host/writer.ts',
    sheetReader: 'src-main/host/sheetReader.ts',
    indexer: 'src-main/host/indexer.ts',
    syncer: 'src-main/host/syncer.ts',
    paperWorker: 'src-main/paper/paperWorker.ts',
    cli: 'src-main/host/cli.ts',
  })
    .map(([name, file]) => [name, resolve(import.meta.dirname, file)] as const)
    .filter(([, file]) => existsSync(file)),
)

export default defineConfig({
  main: {
    build: {
      // Pure packages are bundled, which makes the start faster; what is native stays where npm put it.
      externalizeDeps: {
        exclude: ['@cantoo/pdf-lib', 'chinese-days', 'hucre', 'nzh', 'pinyin-pro', 'uuid', 'write-file-atomic', 'zod'],
      },
      sourcemap: true,
      rolldownOptions: {
        input: mainEntries,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false, // a sandboxed preload can require only Electron
      rolldownOptions: {
        input: { preload: resolve(import.meta.dirname, 'src-main/shells/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(import.meta.dirname, 'src-renderer'),
    plugins: [vue()],
    build: {
      // The loopback shell meets the browsers that offices have, not only Electron's.
      target: 'chrome109',
      minify: true,
      chunkSizeWarningLimit: 1_500,
      rolldownOptions: {
        input: resolve(import.meta.dirname, 'src-renderer/index.html'),
        output: {
          // The log-in page needs Vue and little else; charts and the PDF viewer come with the pages that show them.
          codeSplitting: {
            groups: [
              { name: 'vue', test: /node_modules[\\/](@vue|vue|vue-router|pinia)[\\/]/, priority: 3 },
              { name: 'zod', test: /node_modules[\\/]zod[\\/]/, priority: 3 },
              { name: 'echarts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 2 },
              { name: 'pdfjs', test: /node_modules[\\/]pdfjs-dist[\\/]/, priority: 2 },
            ],
          },
        },
      },
    },
  },
})
