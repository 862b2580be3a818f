import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longestFirst.ts'
import { QUICK_START } from './tests/support/quickStart.ts'

export default defineConfig({
  test: {
    include: ['tests/{unit,store,main,district,sync}/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['tests/support/fastCheck.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    execArgv: [...QUICK_START],
    sequence: { sequencer: LongestFirst },
    // Files share what they import, as one program does; modules of ours keep nothing but caches. Importing anew for each
    // file took a sixth of the time.
    isolate: false,
    unstubEnvs: true,
  },
})
