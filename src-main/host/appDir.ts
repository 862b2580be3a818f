import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const Package = z.object({ version: z.string() })

/** The folder that holds package.json, migrations/ and resources/, whether run from the sources or bundled. */
export function findAppDir(moduleUrl: string): string {
  let dir = dirname(fileURLToPath(moduleUrl))
  while (!existsSync(join(dir, 'package.json'))) {
    const parent = dirname(dir)
    if (parent === dir) throw new Error(`No package.json above ${moduleUrl}`)
    dir = parent
  }
  return dir
}

export function readVersion(appDir: string): string {
  return Package.parse(JSON.parse(readFileSync(join(appDir, 'package.json'), 'utf8'))).version
}
