import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTypesetter, type Typesetter } from '../../src-main/paper/typesetter.ts'

const APP_DIR = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The real typesetter, once a process: tests make many cores, and each would load all fonts at its first log-in. Here the
 * first paper loads them.
 */
export const testTypesetter: Typesetter = {
  ...createTypesetter({ resourcesDir: join(APP_DIR, 'resources'), nodeModulesDir: join(APP_DIR, 'node_modules') }),
  warmUp: () => Promise.resolve(),
}
