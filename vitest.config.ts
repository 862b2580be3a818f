import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/{unit,store,main,district,sync}/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['tests/support/fastCheck.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Files share what they import, as one program does; modules of ours keep nothing but caches. Importing anew for each
    // file took a sixth of the time.
    isolate: false,
    unstubEnvs: true,
  },
})
