import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { QUICK_START } from '../support/quickStart.ts'
import { APP_DIR } from '../support/testCore.ts'

/** A fault put into the real code: the simulator must not let it pass. Each names a text that stands there once. */
interface Mutant {
  name: string
  file: string
  from: string
  to: string
  /** A seed that finds it, where one of the first does not: where the search begins. Any later one may find it instead. */
  seed?: number
}

const MUTANTS: readonly Mutant[] = [
  {
    name: 'the district lets the oldest value win',
    file: 'src-shared/sync/merge.ts',
    from: 'was !== undefined && was > theirs) continue',
    to: 'was !== undefined && was < theirs) continue',
  },
  {
    name: 'a seat lets the oldest value win',
    file: 'src-main/sync/applyRows.ts',
    from: 'if (was > theirs) return',
    to: 'if (was < theirs) return',
  },
  {
    name: 'the district drops the loser',
    file: 'src-district/sync/overwritten.ts',
    from: 'if (pairs.length === 0)',
    to: 'if (pairs.length >= 0)',
  },
  {
    name: 'a seat drops the loser',
    file: 'src-main/sync/applyRows.ts',
    from: 'if (mine && own !== value)',
    to: 'if (mine && own === undefined)',
  },
  {
    name: 'the cursor skips a row',
    file: 'src-district/sync/pull.ts',
    from: 'WHERE street_code = $1 AND seq > $2 AND seq <= (SELECT up_to FROM cut)',
    to: 'WHERE street_code = $1 AND seq > $2 + 1 AND seq <= (SELECT up_to FROM cut)',
  },
  {
    name: 'events are ordered by their ids, that is by clocks',
    file: 'src-main/intake/repo.ts',
    from: 'WHERE matter_id = ? ORDER BY seq, id`',
    to: 'WHERE matter_id = ? ORDER BY id`',
  },
  {
    name: 'an event is numbered without looking at those before it',
    file: 'src-main/intake/record.ts',
    from: '(events.at(-1)?.seq ?? 0) + 1',
    to: '1',
    seed: 29,
  },
  {
    name: 'the cursor goes by time stamps',
    file: 'src-district/sync/pull.ts',
    from: 'AND seq > $2 AND seq <= (SELECT up_to FROM cut)',
    to: "AND seq <= (SELECT up_to FROM cut) AND stamp > coalesce((SELECT o.stamp FROM sync_row o WHERE o.street_code = $1 AND o.seq = $2), '')",
  },
  {
    name: 'what changed while a batch was on its way counts as sent',
    file: 'src-main/sync/landBatch.ts',
    from: 'const isClean = row.changed === 0',
    to: 'const isClean = true',
    seed: 5,
  },
  {
    name: 'a change forgets what waited before it',
    file: 'src-main/store/capture.ts',
    from: '`changed | (${written})`)',
    to: '`(${written})`)',
  },
  {
    name: 'a copied disk keeps the numbers that it gave out a second time',
    file: 'src-main/host/refolding.ts',
    from: '      renumberUnsent(ctxOf(db))\n',
    to: '',
    seed: 11,
  },
  {
    name: 'a care event that a crash left without a box is not boxed again',
    file: 'src-main/care/reconcile.ts',
    from: 'else saveBox(db, boxId',
    to: "else if (boxId === '') saveBox(db, boxId",
    seed: 3,
  },
  {
    name: 'a care record that was destroyed elsewhere stays here',
    file: 'src-main/care/reconcile.ts',
    from: 'if (!found || found.isGone) return',
    to: 'if (found) return',
    seed: 82,
  },
]

/** Seeds of a mutant's run at most; it ends at the first that finds it. */
const SEEDS = 60
let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'onewindow-mutants-'))
  for (const part of ['src-shared', 'src-main', 'src-district', 'migrations', 'tests', 'package.json'])
    cpSync(join(APP_DIR, part), join(dir, part), { recursive: true, filter: (file) => !file.includes('test-results') })
  symlinkSync(join(APP_DIR, 'node_modules'), join(dir, 'node_modules'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function play(seeds: number, from = 1): { isCaught: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...QUICK_START, join(dir, 'tests', 'sync', 'sim', 'run.ts'), '--seeds', String(seeds), '--from', String(from)],
    // The copy is in a new place each time; what is compiled of it is of use to its own runs only.
    { encoding: 'utf8', timeout: 230_000, env: { ...process.env, NODE_COMPILE_CACHE: join(dir, 'compiled') } },
  )
  return { isCaught: status === 1, output: `${stdout}${stderr}` }
}

describe('the simulator catches', () => {
  it.each(MUTANTS)(
    '$name',
    ({ file, from, to, seed }) => {
      const path = join(dir, file)
      const original = readFileSync(path, 'utf8')
      expect(original.split(from).length, `${from} stands once in ${file}`).toBe(2)
      writeFileSync(path, original.replace(from, to))
      try {
        const { isCaught, output } = play(SEEDS, seed)
        expect(isCaught, output.slice(-2_000)).toBe(true)
        expect(output).toContain('重放：npm run sim -- --seed ')
      } finally {
        writeFileSync(path, original)
      }
    },
    240_000,
  )
})
