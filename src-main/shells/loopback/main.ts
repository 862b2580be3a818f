import { parseArgs } from 'node:util'
import { defaultDataDir } from '../../host/dataFolder.ts'

const { values: args } = parseArgs({
  options: {
    data: { type: 'string' },
    practice: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    /** An application window was opened on this server: it ends with the last window. */
    'app-window': { type: 'boolean', default: false },
    /** Only says where the data would be. */
    where: { type: 'boolean', default: false },
  },
})

const dataDir = args.data ?? defaultDataDir(process.platform, process.env, args.practice)
if (args.where) {
  console.log(dataDir)
} else {
  const { serve } = await import('./serve.ts') // the whole core: not for a question
  await serve({ dataDir, isPractice: args.practice, port: Number(args.port), hasAppWindow: args['app-window'] })
}
