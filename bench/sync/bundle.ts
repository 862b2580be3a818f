import { build } from 'vite'
import { at } from '../../scripts/lib/paths.mjs'

const FOLDER = at('.cache', 'bench-sync')
/** As the product's own build has it: pure packages inside, native ones where npm put them. */
const BUNDLED = ['@cantoo/pdf-lib', 'chinese-days', 'hucre', 'nzh', 'pinyin-pro', 'uuid', 'zod']

/** The seat's process with its background thread, bundled as the product is: from sources Node's own stripping of types would be measured too. */
export async function bundleSeat(): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: at(),
    ssr: { noExternal: BUNDLED },
    build: {
      ssr: true,
      outDir: FOLDER,
      emptyOutDir: true,
      target: 'node24',
      rolldownOptions: {
        input: {
          seat: at('bench', 'sync', 'seat.ts'),
          syncer: at('src-main', 'host', 'syncer.ts'),
          paperWorker: at('src-main', 'paper', 'paperWorker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  return at('.cache', 'bench-sync', 'seat.js')
}
